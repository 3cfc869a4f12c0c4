//! The tools: found by name, and listed per caller from pages that are written once.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use super::fault::Fault;
use super::revision::Revision;
use crate::Identity;
use crate::endpoint::{Endpoint, Target};
use crate::spec::MethodSpec;
use crate::spec::dialect::mcp::{Features, Structured, tools};
use crate::spec::suggest;

/// Tools on a page of `tools/list`. Older clients read the first page only, so that it holds more than a model can
/// choose among.
const PAGE: usize = 250;

/// How many lists are kept. There is one for each set of tools that some caller may see and each form of a tool.
const KEPT: usize = 64;

/// All tools of an endpoint, in the order of its services and their traits.
pub(super) struct Catalogue {
    endpoint: Arc<Endpoint>,
    tools: Vec<Tool>,
    by_name: HashMap<String, usize>,
    /// For each way in which callers can be told apart a method that stands for all that share it.
    classes: Vec<Arc<MethodSpec>>,
    /// Tells the cursors of this catalogue from those of others.
    fingerprint: u32,
    /// The tools as each revision describes them, once somebody asks in it.
    described: [OnceLock<Vec<Described>>; Revision::ALL.len()],
    lists: RwLock<HashMap<Key, Arc<List>>>,
}

/// A tool.
pub(super) struct Tool {
    pub(super) target: Target,
    /// Its place in the catalogue.
    place: usize,
    /// Its place among the classes.
    class: usize,
}

/// A tool as a revision describes it.
#[derive(Debug)]
struct Described {
    /// An entry of `tools/list`.
    text: String,
    structured: Structured,
}

/// What a list depends on: the revision, and the classes that a caller may call.
type Key = (Revision, Box<[bool]>);

/// A list of tools, as one caller sees it.
#[derive(Debug)]
struct List(Vec<Page>);

#[derive(Debug)]
struct Page {
    /// The place of its first tool in the catalogue.
    start: usize,
    /// `"tools":[..]`, and `,"nextCursor":".."` unless it is the last.
    text: String,
}

/// A page of a list, ready to be written.
#[derive(Debug)]
pub(super) struct Listed {
    list: Arc<List>,
    page: usize,
}

impl Listed {
    /// `"tools":[..]`, and `,"nextCursor":".."` unless it is the last page.
    pub(super) fn text(&self) -> &str {
        &self.list.0[self.page].text
    }
}

impl Catalogue {
    pub(super) fn new(endpoint: Arc<Endpoint>) -> Self {
        let mut classes: Vec<Arc<MethodSpec>> = Vec::new();
        let mut tools = Vec::new();
        let mut by_name = HashMap::new();
        for target in endpoint.targets() {
            let method = &target.method;
            let Some(name) = &method.tool else { continue };
            let place = tools.len();
            by_name.insert(name.clone(), place);
            tools.push(Tool {
                target: target.clone(),
                place,
                class: class(&mut classes, method),
            });
        }
        Self {
            fingerprint: fingerprint(&tools),
            endpoint,
            tools,
            by_name,
            classes,
            described: Default::default(),
            lists: RwLock::default(),
        }
    }

    /// The tool of a name.
    pub(super) fn tool(&self, name: &str) -> Option<&Tool> {
        self.by_name.get(name).map(|place| &self.tools[*place])
    }

    /// What a caller may have meant by the name of a tool that there is not, among those that they may call.
    pub(super) fn meant(&self, name: &str, caller: Option<&Identity>) -> Option<&str> {
        let visible = self.visible(caller);
        let tools = self.tools.iter().filter(|tool| visible[tool.class]);
        let names = tools.filter_map(|tool| tool.target.method.tool.as_deref());
        suggest::closest(name, names)
    }

    /// How the reply of a tool stands in the structured content of its results.
    pub(super) fn structured(&self, tool: &Tool, revision: Revision) -> Structured {
        self.described(revision)[tool.place].structured
    }

    /// All tools that a caller may call, as one JSON array.
    #[cfg(feature = "http")]
    pub(super) fn all(&self, caller: Option<&Identity>) -> String {
        let visible = self.visible(caller);
        let tools = self.tools.iter().filter(|tool| visible[tool.class]);
        let places: Vec<_> = tools.map(|tool| tool.place).collect();
        self.array(&places, Revision::NEWEST)
    }

    /// A page of the tools that a caller may call: the first, or the one that a cursor names.
    pub(super) fn list(
        &self,
        caller: Option<&Identity>,
        revision: Revision,
        cursor: Option<&str>,
    ) -> Result<Listed, Fault> {
        let list = self.cached((revision, self.visible(caller)));
        let page = match cursor {
            None => Some(0),
            Some(cursor) => self
                .place(cursor)
                .and_then(|start| list.0.iter().position(|page| page.start == start)),
        };
        let fault = "the cursor is not one of this list; start again without one";
        let page = page.ok_or_else(|| Fault::params(fault))?;
        Ok(Listed { list, page })
    }

    fn described(&self, revision: Revision) -> &[Described] {
        self.described[revision as usize].get_or_init(|| {
            let features = Features::of(revision.name());
            let tools = self.endpoint.specs().flat_map(|spec| tools(spec, features));
            tools
                .map(|tool| Described {
                    // Plain data with string keys: an error here is none that data could cause.
                    text: serde_json::to_string(&tool).unwrap_or_default(),
                    structured: tool.structured,
                })
                .collect()
        })
    }

    fn visible(&self, caller: Option<&Identity>) -> Box<[bool]> {
        let may_call = |method: &Arc<MethodSpec>| self.endpoint.may_call(method, caller).is_ok();
        self.classes.iter().map(may_call).collect()
    }

    fn cached(&self, key: Key) -> Arc<List> {
        let lists = self.lists.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(list) = lists.get(&key) {
            return list.clone();
        }
        drop(lists);
        let list = Arc::new(List(self.pages(&key)));
        let mut lists = self.lists.write().unwrap_or_else(PoisonError::into_inner);
        if lists.len() < KEPT {
            lists.insert(key, list.clone());
        }
        list
    }

    fn pages(&self, (revision, visible): &Key) -> Vec<Page> {
        let places: Vec<_> = (0..self.tools.len())
            .filter(|place| visible[self.tools[*place].class])
            .collect();
        let page = |places: &[usize]| Page {
            start: places.first().copied().unwrap_or_default(),
            text: format!("\"tools\":{}", self.array(places, *revision)),
        };
        let mut pages: Vec<_> = places.chunks(PAGE).map(page).collect();
        if pages.is_empty() {
            pages.push(page(&[]));
        }
        for next in 1..pages.len() {
            let cursor = self.cursor(pages[next].start);
            let _ = write!(pages[next - 1].text, ",\"nextCursor\":\"{cursor}\"");
        }
        pages
    }

    fn array(&self, places: &[usize], revision: Revision) -> String {
        let described = self.described(revision);
        let texts: Vec<_> = places
            .iter()
            .map(|place| described[*place].text.as_str())
            .collect();
        format!("[{}]", texts.join(","))
    }

    fn cursor(&self, start: usize) -> String {
        format!("{start:x}-{:08x}", self.fingerprint)
    }

    fn place(&self, cursor: &str) -> Option<usize> {
        let (start, _) = cursor.split_once('-')?;
        let start = usize::from_str_radix(start, 16).ok()?;
        (self.cursor(start) == cursor).then_some(start)
    }
}

/// The place of a method's class, which is a new one where no other method asks the same of callers.
fn class(classes: &mut Vec<Arc<MethodSpec>>, method: &Arc<MethodSpec>) -> usize {
    let same =
        |other: &Arc<MethodSpec>| (&other.scopes, other.public) == (&method.scopes, method.public);
    classes.iter().position(same).unwrap_or_else(|| {
        classes.push(method.clone());
        classes.len() - 1
    })
}

/// FNV-1a (RFC 9923) over the names, the same in every build and every replica.
fn fingerprint(tools: &[Tool]) -> u32 {
    let names = tools
        .iter()
        .filter_map(|tool| tool.target.method.tool.as_deref());
    let bytes = names.flat_map(|name| name.bytes().chain([0]));
    bytes.fold(0x811c_9dc5, |hash: u32, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
