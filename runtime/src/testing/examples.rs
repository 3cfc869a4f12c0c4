//! The examples of all methods: what is read and written, by which schema, with which error.

use super::RoundTrip;
use super::equal::same;
use super::report::{Example, Report};
use crate::spec::schema::Validator;
use crate::spec::{ExampleOutcome, Json, Schema};

/// One direction of an example: what is sent, as what.
struct Side<'a> {
    /// "request" or "reply".
    name: &'static str,
    json: &'a Json,
    /// Whether it is a stream: then the JSON is an array of its items.
    streams: bool,
    schema: &'a Schema,
    round_trip: RoundTrip,
}

pub(super) fn requests(report: &mut Report) {
    for example in report.examples() {
        come_back(report, example, &request(&example));
    }
}

pub(super) fn request_schemas(report: &mut Report) {
    for example in report.examples() {
        fit_schema(report, example, &request(&example));
    }
}

pub(super) fn replies(report: &mut Report) {
    for example in report.examples() {
        if let Some(reply) = reply(&example) {
            come_back(report, example, &reply);
        }
    }
}

pub(super) fn reply_schemas(report: &mut Report) {
    for example in report.examples() {
        if let Some(reply) = reply(&example) {
            fit_schema(report, example, &reply);
        }
    }
}

pub(super) fn errors(report: &mut Report) {
    for example in report.examples() {
        let Some(ExampleOutcome::Error(reason)) = &example.said.outcome else {
            continue;
        };
        let errors = &example.method.errors;
        if !errors.contains(reason) {
            let known: Vec<_> = errors.iter().map(|error| format!("`{error}`")).collect();
            let known = match known.len() {
                0 => "it has none".to_owned(),
                _ => format!("it has {}", known.join(", ")),
            };
            let message = format!("`! {reason}` is no error of the method; {known}");
            report.add(example, &message);
        }
    }
}

fn request<'a>(example: &Example<'a>) -> Side<'a> {
    Side {
        name: "request",
        json: &example.said.input,
        streams: example.method.kind.streams_input(),
        schema: &example.method.input,
        round_trip: example.tests.request,
    }
}

/// The reply of an example that says it.
fn reply<'a>(example: &Example<'a>) -> Option<Side<'a>> {
    let Some(ExampleOutcome::Reply(json)) = &example.said.outcome else {
        return None;
    };
    Some(Side {
        name: "reply",
        json,
        streams: example.method.kind.streams_output(),
        schema: &example.method.output,
        round_trip: example.tests.reply,
    })
}

impl<'a> Side<'a> {
    /// What is sent, with what to call it: the JSON itself, or each item of a stream.
    fn values(&self) -> Result<Vec<(String, &'a Json)>, String> {
        if !self.streams {
            return Ok(vec![(format!("the {}", self.name), self.json)]);
        }
        let Some(items) = self.json.as_array() else {
            return Err(format!(
                "the {} is a stream, so an example of it is an array: write `[..]` around its items",
                self.name
            ));
        };
        let items = items.iter().enumerate();
        let named =
            items.map(|(index, item)| (format!("item {} of the {}", index + 1, self.name), item));
        Ok(named.collect())
    }
}

/// Calls `check` for each value of a side.
fn each(
    report: &mut Report,
    example: Example<'_>,
    side: &Side<'_>,
    check: impl Fn(&mut Vec<String>, &str, &Json),
) {
    match side.values() {
        Err(message) => report.add(example, &message),
        Ok(values) => {
            for (name, value) in values {
                let mut problems = Vec::new();
                check(&mut problems, &name, value);
                for problem in problems {
                    report.add(example, &problem);
                }
            }
        }
    }
}

/// From JSON to the value, to JSON, to the value: both times it must be the same.
fn come_back(report: &mut Report, example: Example<'_>, side: &Side<'_>) {
    each(report, example, side, |problems, name, value| {
        let read = &value.to_string();
        let written = match (side.round_trip)(read) {
            Ok(written) => written,
            Err(error) => return problems.push(format!("{name} cannot be read: {error}")),
        };
        match (side.round_trip)(&written) {
            Err(error) => problems.push(format!(
                "{name} is written as `{written}`, which cannot be read: {error}"
            )),
            Ok(again) if !same(&written, &again) => problems.push(format!(
                "{name} is written as `{written}`, and once that is read as `{again}`"
            )),
            Ok(_) => {}
        }
    });
}

/// What stands in the example and what the type makes of it, by the schema.
fn fit_schema(report: &mut Report, example: Example<'_>, side: &Side<'_>) {
    let matches = |pattern: &str, text: &str| {
        let regex = regex_lite::Regex::new(pattern).map_err(|error| error.to_string())?;
        Ok(regex.is_match(text))
    };
    let types = &report.spec.types;
    let validator = Validator::new(types).with_patterns(&matches);
    each(report, example, side, |problems, name, value| {
        for problem in validator
            .check(side.schema, value)
            .err()
            .unwrap_or_default()
        {
            problems.push(format!("{name} does not fit its schema: {problem}"));
        }
        if !problems.is_empty() {
            return;
        }
        // What cannot be read is told by another test.
        let Ok(written) = (side.round_trip)(&value.to_string()) else {
            return;
        };
        let Ok(json) = Json::parse(&written) else {
            return problems.push(format!(
                "{name} is written as `{written}`, which is no JSON"
            ));
        };
        for problem in validator
            .check(side.schema, &json)
            .err()
            .unwrap_or_default()
        {
            problems.push(format!(
                "{name} is written as `{written}`, which does not fit its schema: {problem}"
            ));
        }
    });
}
