//! From what two methods or errors hold to the types inside, each compared once, with the places that use it.

use std::collections::BTreeMap;

use super::change::{Change, Place, Subject, What};
use super::collect::{Difference, Found, Pair, Transports, join};

/// A way to compare what two sides hold, JSON or protobuf.
pub(super) trait Compared {
    /// What a root holds.
    type Held: Copy;

    /// Compares what a root holds at `path`.
    fn root(&self, path: &str, old: Self::Held, new: Self::Held, found: &mut Found);

    /// Compares two named types.
    fn pair(&self, pair: &Pair, found: &mut Found);

    /// The old type as the subject of changes.
    fn subject(&self, name: &str) -> Subject;
}

/// A request, a reply or the fields of an error: where a comparison begins.
#[derive(Debug)]
pub(super) struct Root<T> {
    pub(super) subject: Subject,
    /// `request`, `reply`, or nothing for an error.
    pub(super) path: &'static str,
    pub(super) is_request: bool,
    /// Over which it is sent.
    pub(super) transports: Transports,
    pub(super) old: T,
    pub(super) new: T,
}

/// A place that uses a type.
#[derive(Clone, Debug)]
struct Use {
    root: usize,
    path: String,
}

/// Compares all that the roots hold.
pub(super) fn compare<C: Compared>(
    sides: &C,
    service: &str,
    roots: &[Root<C::Held>],
) -> Vec<Change> {
    let mut graph = Graph {
        sides,
        service,
        roots,
        types: BTreeMap::new(),
        order: Vec::new(),
        changes: Vec::new(),
    };
    for root in 0..roots.len() {
        graph.visit(root);
    }
    for pair in std::mem::take(&mut graph.order) {
        graph.report(&pair);
    }
    graph.changes
}

/// A pair of types: what differs between them, and who uses it.
#[derive(Debug, Default)]
struct Types {
    found: Found,
    uses: Vec<Use>,
}

struct Graph<'a, C: Compared> {
    sides: &'a C,
    service: &'a str,
    roots: &'a [Root<C::Held>],
    types: BTreeMap<Pair, Types>,
    /// In the order in which they were met.
    order: Vec<Pair>,
    changes: Vec<Change>,
}

/// A pair of types on the way from a root.
struct Step {
    path: String,
    pair: Pair,
    /// The step that it was reached from.
    from: Option<usize>,
}

impl<C: Compared> Graph<'_, C> {
    /// Goes through all types that a root holds, the nearest first.
    fn visit(&mut self, index: usize) {
        let root = &self.roots[index];
        let mut found = Found::default();
        self.sides.root(root.path, root.old, root.new, &mut found);
        for difference in found.differences {
            let of = Use {
                root: index,
                path: String::new(),
            };
            self.add(root.subject.clone(), &[of], difference);
        }
        let begin = |(path, pair)| Step {
            path,
            pair,
            from: None,
        };
        let mut steps: Vec<_> = found.pairs.into_iter().map(begin).collect();
        let mut expanded: Vec<Pair> = Vec::new();
        let mut next = 0;
        while next < steps.len() {
            let Step { path, pair, .. } = &steps[next];
            let (path, pair) = (path.clone(), pair.clone());
            let is_recursive = ancestors(&steps, next).any(|step| step.pair == pair);
            if !is_recursive {
                let types = self.types_of(&pair);
                types.uses.push(Use {
                    root: index,
                    path: path.clone(),
                });
                if !expanded.contains(&pair) {
                    let inner = types.found.pairs.iter();
                    let more = inner.map(|(inner, pair)| Step {
                        path: join(&path, inner),
                        pair: pair.clone(),
                        from: Some(next),
                    });
                    steps.extend(more.collect::<Vec<_>>());
                    expanded.push(pair);
                }
            }
            next += 1;
        }
    }

    fn types_of(&mut self, pair: &Pair) -> &mut Types {
        if !self.types.contains_key(pair) {
            let mut found = Found::default();
            self.sides.pair(pair, &mut found);
            self.order.push(pair.clone());
            let uses = Vec::new();
            self.types.insert(pair.clone(), Types { found, uses });
        }
        self.types.entry(pair.clone()).or_default()
    }

    fn report(&mut self, pair: &Pair) {
        let Some(Types { found, uses }) = self.types.remove(pair) else {
            return;
        };
        for mut difference in found.differences {
            if let [only] = &*uses {
                difference.path = join(&only.path, &difference.path);
                let subject = self.roots[only.root].subject.clone();
                self.add(subject, &uses, difference);
            } else {
                self.add(self.sides.subject(&pair.0), &uses, difference);
            }
        }
    }

    /// Adds a change of what is used there.
    fn add(&mut self, subject: Subject, uses: &[Use], found: Difference) {
        let Difference {
            path,
            what,
            breaks,
            text,
        } = found;
        let used_by = match &subject {
            Subject::Type(_) | Subject::Message(_) => {
                uses.iter().map(|place| self.label(place)).collect()
            }
            _ => Vec::new(),
        };
        let mut broken = Transports::NONE;
        for place in uses {
            let root = &self.roots[place.root];
            let here = if root.is_request {
                breaks.requests
            } else {
                breaks.replies
            };
            broken = broken.or(here.and(root.transports));
        }
        let is_used = |in_requests| {
            let mut uses = uses.iter();
            uses.any(|place| self.roots[place.root].is_request == in_requests)
        };
        let mut text = text;
        if is_used(true) {
            text += in_requests(what, breaks.requests);
        }
        if is_used(false) {
            text += in_replies(what, breaks.replies);
        }
        self.push(Change {
            place: Place {
                service: self.service.to_owned(),
                subject,
                path,
                used_by,
            },
            what,
            breaks: broken.list(),
            text,
        });
    }

    /// Adds a change, or joins it with the same one of the other form of its type.
    fn push(&mut self, change: Change) {
        let is_same = |other: &&mut Change| {
            other.what == change.what
                && other.text == change.text
                && other.place.path == change.place.path
                && other.place.subject == change.place.subject
        };
        let Some(other) = self.changes.iter_mut().find(is_same) else {
            self.changes.push(change);
            return;
        };
        other.place.used_by.extend(change.place.used_by);
        other.breaks.extend(change.breaks);
        other.breaks.sort_unstable();
        other.breaks.dedup();
    }

    fn label(&self, place: &Use) -> String {
        match &self.roots[place.root].subject {
            Subject::Method(name) => format!("{name}: {}", place.path),
            subject if place.path.is_empty() => subject.to_string(),
            subject => format!("{subject}: {}", place.path),
        }
    }
}

/// The steps before one.
fn ancestors(steps: &[Step], index: usize) -> impl Iterator<Item = &Step> {
    let before = |index: usize| steps[index].from;
    std::iter::successors(before(index), move |index| before(*index)).map(|index| &steps[index])
}

/// What follows for requests where it is not plain from the change.
fn in_requests(what: What, breaks: Transports) -> &'static str {
    match what {
        What::Removed | What::Renamed if breaks == Transports::MCP => {
            "; where it is still sent, HTTP passes over it and MCP refuses it"
        }
        What::Added if breaks == Transports::ALL => "; calls without it are refused",
        _ => "",
    }
}

/// What follows for replies.
fn in_replies(what: What, breaks: Transports) -> &'static str {
    match what {
        What::Removed | What::Renamed | What::Optional if breaks == Transports::MCP => {
            "; typed clients read it as absent, MCP clients miss it in the reply"
        }
        What::Added if breaks == Transports::ALL => "; the old type is closed",
        _ => "",
    }
}
