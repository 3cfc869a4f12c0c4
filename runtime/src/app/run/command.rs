//! The table of the commands. The parser reads it, and the help is written from it.

#[cfg(feature = "http")]
use super::environment;

/// A command of every program.
#[derive(Debug)]
pub(super) struct Command {
    pub(super) name: &'static str,
    /// One line.
    pub(super) about: &'static str,
    /// Its arguments as the help shows them.
    pub(super) arguments: &'static str,
    /// How many arguments it takes at most.
    pub(super) most: usize,
    pub(super) flags: &'static [Flag],
    /// What is worth knowing beside the flags; empty, or whole lines.
    pub(super) details: &'static str,
    pub(super) action: Action,
}

/// What a command does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    #[cfg(feature = "http")]
    Serve,
    #[cfg(feature = "mcp")]
    Mcp,
    Spec,
    Lock,
    Tools,
    Call,
    Help,
}

/// A flag of a command.
#[derive(Debug)]
pub(super) struct Flag {
    /// Without the dashes.
    pub(super) name: &'static str,
    /// What its value is called; `None` for a flag without one.
    pub(super) value: Option<&'static str>,
    pub(super) about: &'static str,
    /// The variable that is read where the flag is not given.
    pub(super) variable: Option<&'static str>,
    /// Whether it may be given several times; its variable holds a list with commas then.
    pub(super) repeated: bool,
}

impl Flag {
    /// A flag without a value.
    const fn switch(name: &'static str, about: &'static str) -> Self {
        Self {
            name,
            value: None,
            about,
            variable: None,
            repeated: false,
        }
    }

    const fn value(name: &'static str, value: &'static str, about: &'static str) -> Self {
        Self {
            value: Some(value),
            ..Self::switch(name, about)
        }
    }

    #[cfg(feature = "http")]
    const fn or(self, variable: &'static str) -> Self {
        Self {
            variable: Some(variable),
            ..self
        }
    }

    #[cfg(feature = "http")]
    const fn repeated(self) -> Self {
        Self {
            repeated: true,
            ..self
        }
    }
}

/// In the order of the help. The first is what a program does without a command.
pub(super) const COMMANDS: &[Command] = &[
    #[cfg(feature = "http")]
    SERVE,
    #[cfg(feature = "mcp")]
    MCP,
    SPEC,
    LOCK,
    TOOLS,
    CALL,
    HELP,
];

/// What a program does that is started without a command.
pub(super) fn default() -> &'static Command {
    if cfg!(any(feature = "http", feature = "mcp")) {
        &COMMANDS[0]
    } else {
        &HELP
    }
}

/// The command of a name.
pub(super) fn named(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

#[cfg(feature = "http")]
const SERVE: Command = Command {
    name: "serve",
    about: match (cfg!(feature = "mcp"), cfg!(feature = "grpc")) {
        (true, true) => "Serve over HTTP: JSON at /api, MCP at /mcp, and gRPC",
        (true, false) => "Serve over HTTP: JSON at /api, MCP at /mcp",
        (false, true) => "Serve over HTTP: JSON at /api, and gRPC",
        (false, false) => "Serve over HTTP: JSON at /api",
    },
    arguments: "",
    most: 0,
    flags: &[
        LISTEN,
        #[cfg(feature = "tls")]
        TLS_CERT,
        #[cfg(feature = "tls")]
        TLS_KEY,
        ALLOW_HOST,
        ALLOW_ORIGIN,
        ALLOW_UNAUTHENTICATED,
    ],
    details: "",
    action: Action::Serve,
};

#[cfg(feature = "http")]
pub(super) const LISTEN: Flag = Flag::value(
    "listen",
    "ADDR",
    "Address and port to listen on; port 0 picks a free one [default: 127.0.0.1:8080]",
)
.or(environment::LISTEN);

#[cfg(all(feature = "http", feature = "tls"))]
pub(super) const TLS_CERT: Flag = Flag::value(
    "tls-cert",
    "FILE",
    "Serve over TLS with this chain of certificates, in PEM",
)
.or(environment::TLS_CERT);

#[cfg(all(feature = "http", feature = "tls"))]
pub(super) const TLS_KEY: Flag = Flag::value(
    "tls-key",
    "FILE",
    "The private key of the certificate, in PEM",
)
.or(environment::TLS_KEY);

#[cfg(feature = "http")]
pub(super) const ALLOW_HOST: Flag = Flag::value(
    "allow-host",
    "HOST",
    "Answer requests to this host name too; may be repeated",
)
.or(environment::ALLOW_HOST)
.repeated();

#[cfg(feature = "http")]
pub(super) const ALLOW_ORIGIN: Flag = Flag::value(
    "allow-origin",
    "ORIGIN",
    "Answer pages of this origin too; may be repeated",
)
.or(environment::ALLOW_ORIGIN)
.repeated();

#[cfg(feature = "http")]
pub(super) const ALLOW_UNAUTHENTICATED: Flag = Flag::switch(
    "allow-unauthenticated",
    "Listen beyond this machine although nobody has to say who they are",
);

#[cfg(feature = "mcp")]
const MCP: Command = Command {
    name: "mcp",
    about: "Speak the Model Context Protocol on stdin and stdout",
    arguments: "",
    most: 0,
    flags: &[],
    details: "\
The program that starts it is the client. It ends with its input; stdout holds
messages only, and the log goes to stderr.
",
    action: Action::Mcp,
};

const SPEC: Command = Command {
    name: "spec",
    about: "Print the description of all services as JSON or .proto, or what changed in it",
    arguments: "[diff OLD | proto]",
    most: 2,
    flags: &[CHANGES_AS_JSON, OUT_DIR],
    details: "\
`spec diff OLD` compares an older description, a file or `-` for stdin, with
that of this program, and says which changes break callers, and over which
transport. It exits with 1 if any does, 0 otherwise, 2 where OLD cannot be read.

`spec proto` prints the services as a .proto file, from which clients in other
languages are generated. With `--out` each package becomes a file in a folder,
whose path is printed.
",
    action: Action::Spec,
};

pub(super) const CHANGES_AS_JSON: Flag =
    Flag::switch("json", "With `diff`: print the changes as JSON");

pub(super) const OUT_DIR: Flag = Flag::value(
    "out",
    "DIR",
    "With `proto`: write files into this folder, which is made where it is not there",
);

const LOCK: Command = Command {
    name: "lock",
    about: "Write down the numbers of protobuf fields, so that none changes",
    arguments: "",
    most: 0,
    flags: &[CHECK, PRUNE, OUT_FILE],
    details: "\
The file belongs beside the Cargo.toml of the crate with the messages, which
looks at it by `traitwire::lock!(\"api.lock\")`: a number that is moved, used
again or of another type does not compile then. New fields are added to it, and
those that are gone reserved; no number in it is ever changed. Messages that
the services no longer reach stay in it unless `--prune` drops them.
",
    action: Action::Lock,
};

pub(super) const CHECK: Flag = Flag::switch(
    "check",
    "Write nothing; exit with 1 where the file does not say all",
);

pub(super) const PRUNE: Flag = Flag::switch("prune", "Drop messages that no service reaches");

pub(super) const OUT_FILE: Flag = Flag::value("out", "PATH", "The file [default: api.lock]");

const TOOLS: Command = Command {
    name: "tools",
    about: "List the tools, one a line",
    arguments: "",
    most: 0,
    flags: &[JSON],
    details: "",
    action: Action::Tools,
};

pub(super) const JSON: Flag = Flag::switch("json", "Print the tools as MCP clients get them");

const CALL: Command = Command {
    name: "call",
    about: "Call a tool and print its reply as JSON",
    arguments: "TOOL [KEY=VALUE]...",
    most: usize::MAX,
    flags: &[INPUT],
    details: "\
Values are read by the type of their field. A field inside another is written
`outer.inner=value`, several elements of an array by repeating the key, and
anything else as JSON. Unknown fields are refused. `call TOOL --help` lists the
fields of a tool.

A tool that replies with a stream prints each item on a line of its own when it
comes; Ctrl-C ends the stream, and is no failure. A tool that takes a stream
gets `--input '{\"items\": [..]}'`, or `--input -` and one item on each line of
stdin.
",
    action: Action::Call,
};

pub(super) const INPUT: Flag = Flag::value(
    "input",
    "JSON",
    "The whole input as one JSON object, in place of KEY=VALUE; `-` reads it from stdin",
);

const HELP: Command = Command {
    name: "help",
    about: "Explain the program, or one command",
    arguments: "[COMMAND]",
    most: 1,
    flags: &[],
    details: "",
    action: Action::Help,
};
