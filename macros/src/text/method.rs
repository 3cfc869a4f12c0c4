//! What is wrong with `#[method(..)]`.

pub(crate) fn says_nothing() -> String {
    "`#[method]` says nothing here; leave it out, or write what it is about: `#[method(read_only)]`"
        .to_owned()
}

pub(crate) fn scopes_form() -> String {
    "`scopes` in `#[method(..)]` wants strings: write `scopes(\"tasks:write\")`, \
     or `scopes(any(\"tasks:write\", \"tasks:admin\"))` where one of several is enough"
        .to_owned()
}

pub(crate) fn scope_text(scope: &str) -> String {
    format!(
        "`{scope}` cannot be a scope: a scope is a word of printable ASCII without spaces, quotes and backslashes, \
         such as `tasks:write`"
    )
}

pub(crate) fn scope_twice(scope: &str) -> String {
    format!("the scope `{scope}` is asked for twice; keep one")
}

pub(crate) fn any_of_few(count: usize) -> String {
    let found = if count == 0 { "nothing" } else { "one scope" };
    format!(
        "`any` in `scopes` offers a choice, and here it has {found} to choose from; \
         write a scope that is always needed without `any`"
    )
}

pub(crate) fn read_only_and_destructive(method: &str) -> String {
    format!(
        "the method `{method}` cannot be `read_only` and `destructive`: a method that changes nothing \
         deletes nothing; keep the one that is true"
    )
}

pub(crate) fn public_and_scopes(method: &str) -> String {
    format!(
        "the method `{method}` cannot be `public` and have `scopes`: only a caller who is known has scopes; \
         leave out `public`, or the scopes"
    )
}

pub(crate) fn timeout_form(method: &str, found: &str) -> String {
    format!(
        "the timeout `{found}` of `{method}` is no time: write a whole number and `ms`, `s` or `m`, \
         such as `timeout = \"1500ms\"`"
    )
}

pub(crate) fn timeout_zero(method: &str) -> String {
    format!("the timeout of `{method}` is 0, and no call could succeed; leave it out for no limit")
}

pub(crate) fn timeout_long(method: &str, found: &str) -> String {
    format!("the timeout `{found}` of `{method}` is longer than a day; leave it out for no limit")
}

pub(crate) fn topic(method: &str, found: &str) -> String {
    format!(
        "`{found}` cannot be the topic of `{method}`: a topic is words of letters, digits, `-` and `_` with dots \
         between them, such as `on = \"orders.created\"`"
    )
}

pub(crate) fn method_name(found: &str) -> String {
    format!(
        "`{found}` cannot be the name of a method on the wire: it begins with a lower-case letter, and has \
         lower-case letters, digits and `_`, such as `#[method(name = \"create_task\")]`"
    )
}

pub(crate) fn method_ident(found: &str) -> String {
    format!(
        "the method `{found}` has no name that all callers can write: give it one in lower-case ASCII with \
         `#[method(name = \"..\")]`"
    )
}

pub(crate) fn tool_name(tool: &str, length: usize) -> String {
    format!(
        "the tool `{tool}` has a name of {length} characters, and models take at most 40; shorten it with \
         `#[method(name = \"..\")]` or `#[service(name = \"..\")]`, or write `#[method(tool = false)]`"
    )
}

pub(crate) fn same_name(method: &str, other: &str, name: &str) -> String {
    format!(
        "the methods `{other}` and `{method}` are both named `{name}` on the wire; \
         give one of them another name with `#[method(name = \"..\")]`"
    )
}

pub(crate) fn same_request(method: &str, other: &str, name: &str) -> String {
    format!(
        "the methods `{other}` and `{method}` are both `{name}` in the names of their requests and tool calls; rename \
         one of them in Rust"
    )
}

pub(crate) fn named_self(method: &str) -> String {
    format!(
        "the method `{method}` is `Self` among the tool calls, which is a keyword; rename it in Rust, and write \
         `#[method(name = \"{method}\")]` to keep its name for callers"
    )
}

pub(crate) fn cfg_attr(method: &str, inner: &str) -> String {
    format!(
        "`#[{inner}]` of `{method}` is inside a `#[cfg_attr(..)]`, where `#[service]` does not see it; \
         write two methods, each with `#[cfg(..)]`, and put it on one"
    )
}
