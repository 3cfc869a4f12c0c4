//! Tells for each line of stdin, `{"schema": .., "types": [[name, schema], ..], "value": ..}`, what is wrong with the value
//! by the schema: an array of `[path, keyword]` a line. `tests/interop/test_validator.py` compares it.

use std::io::{BufRead as _, Write as _};

use traitwire::spec::schema::{SchemaProblem, Step, Validator};
use traitwire::spec::{Json, Schema, TypeSpec};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let request = Json::parse(&line?)?;
        let part = |key| request.get(key).cloned().ok_or("a part is missing");
        let types = part("types")?;
        let types = types.as_array().ok_or("types are an array")?.iter();
        let types: Vec<_> = types.map(ty).collect::<Option<_>>().ok_or("no type")?;
        let schema = Schema::from_json(part("schema")?).ok_or("no schema")?;
        let validator = Validator::new(&types).with_patterns(&matches);
        let problems = validator.check(&schema, &part("value")?).err();
        let problems = problems.unwrap_or_default();
        writeln!(out, "{}", Json::Array(problems.iter().map(shown).collect()))?;
        out.flush()?;
    }
    Ok(())
}

fn ty(entry: &Json) -> Option<TypeSpec> {
    let [name, schema] = entry.as_array()? else {
        return None;
    };
    Some(TypeSpec {
        name: name.as_str()?.to_owned(),
        schema: Schema::from_json(schema.clone())?,
    })
}

fn matches(pattern: &str, text: &str) -> Result<bool, String> {
    let regex = regex_lite::Regex::new(pattern).map_err(|error| error.to_string())?;
    Ok(regex.is_match(text))
}

fn shown(problem: &SchemaProblem) -> Json {
    let step = |step: &Step| match step {
        Step::Key(key) => Json::String(key.clone()),
        Step::Index(index) => Json::Number((*index as u64).into()),
    };
    let path = problem.path.iter().map(step).collect();
    Json::Array(vec![
        Json::Array(path),
        Json::String(problem.keyword.to_owned()),
    ])
}
