//! The constant description of every form that a message can have.
//!
//! Expected are the forms that <https://serde.rs/attributes.html> describes.

#[path = "message/hex.rs"]
mod hex;
#[path = "message/text.rs"]
mod text;

use std::collections::BTreeMap;

use text::shape;
use traitwire::{Message, message};

const LONGEST: usize = 200;

#[message]
struct Task {
    id: u64,
    title: String,
    owner: Option<String>,
    tags: Vec<String>,
    parts: BTreeMap<String, Vec<Self>>,
}

#[message]
struct Pair(u8, Option<String>);

#[message]
struct Id(u64);

#[message]
struct Marker;

#[message]
struct Empty {}

#[message]
struct EmptyTuple();

#[test]
fn structs_of_every_form() {
    assert_eq!(
        shape::<Task>(),
        "Task = {id: u64, title: string, owner?: string?, tags: [string..], parts: map[string: [Task..]]}"
    );
    assert_eq!(shape::<Pair>(), "Pair = [u8, string?]");
    assert_eq!(shape::<Id>(), "Id = u64");
    assert_eq!(shape::<Marker>(), "Marker = null");
    assert_eq!(shape::<Empty>(), "Empty = {}");
    assert_eq!(shape::<EmptyTuple>(), "EmptyTuple = []");
}

#[message]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Attributes {
    #[serde(rename = "ID", alias = "id", alias = "Id")]
    user_id: u64,
    #[serde(rename(serialize = "written", deserialize = "read"))]
    both_ways: u8,
    #[serde(default)]
    with_default: u8,
    #[serde(default = "seven")]
    with_function: u8,
    #[serde(skip)]
    never: Unknown,
    #[serde(skip_deserializing)]
    written_only: u8,
    #[serde(skip_serializing)]
    read_only: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    sometimes: Option<u8>,
    #[serde(skip_serializing, skip_deserializing)]
    never_either: Unknown,
}

/// Not a message: a field of it must be skipped.
#[derive(Clone, Debug, Default)]
struct Unknown;

fn seven() -> u8 {
    7
}

#[test]
fn attributes_of_fields() {
    assert_eq!(
        shape::<Attributes>(),
        "Attributes = {user_id as ID|id|Id: u64, both_ways as read: u8, with_default as withDefault?: u8, \
         with_function as withFunction?: u8, never!: opaque, written_only as writtenOnly!: u8, \
         read_only as readOnly: u8, sometimes?: u8?, never_either as neverEither!: opaque} closed"
    );
    let value = Attributes {
        user_id: 1,
        both_ways: 2,
        with_default: 3,
        with_function: 4,
        never: Unknown,
        written_only: 5,
        read_only: 6,
        sometimes: None,
        never_either: Unknown,
    };
    let _ = (value.never, value.never_either, value.read_only);
}

#[message]
#[serde(default)]
#[derive(Default)]
struct AllDefault {
    id: u64,
    name: String,
}

#[message]
struct Outer {
    id: u64,
    #[serde(flatten)]
    inner: AllDefault,
    #[serde(flatten)]
    rest: BTreeMap<String, u8>,
}

#[message]
struct Nested {
    #[serde(flatten)]
    inner: Option<AllDefault>,
}

#[test]
fn containers_with_defaults_and_flattened_parts() {
    assert_eq!(
        shape::<AllDefault>(),
        "AllDefault = {id?: u64, name?: string}"
    );
    assert_eq!(
        shape::<Outer>(),
        "Outer = {id: u64, inner: *AllDefault, rest: *map[string: u8], ..}"
    );
    assert_eq!(shape::<Nested>(), "Nested = {inner?: *AllDefault?}");
}

#[message]
#[serde(transparent)]
struct Shown {
    id: u64,
    #[serde(skip)]
    cache: Unknown,
}

#[message]
#[serde(transparent)]
struct Maybe(Option<u8>);

#[message]
struct HasMaybe {
    maybe: Maybe,
    id: Id,
}

#[test]
fn transparent_types_are_what_they_hold() {
    assert_eq!(shape::<Shown>(), "Shown = u64");
    assert_eq!(shape::<Maybe>(), "Maybe = u8?");
    // Serde reads a missing field through `transparent`, and not through a newtype.
    assert_eq!(shape::<HasMaybe>(), "HasMaybe = {maybe?: Maybe?, id: Id}");
    let _ = Shown {
        id: 1,
        cache: Unknown,
    }
    .cache;
}

#[message]
#[serde(from = "String", into = "String")]
struct Upper {
    text: String,
}

impl From<String> for Upper {
    fn from(text: String) -> Self {
        Self { text }
    }
}

impl From<Upper> for String {
    fn from(upper: Upper) -> Self {
        upper.text
    }
}

#[message]
#[serde(try_from = "Id")]
struct Even(u64);

impl TryFrom<Id> for Even {
    type Error = &'static str;

    fn try_from(Id(id): Id) -> Result<Self, Self::Error> {
        if id % 2 == 0 {
            Ok(Self(id))
        } else {
            Err("odd")
        }
    }
}

#[test]
fn converted_types_are_read_as_what_they_come_from() {
    assert_eq!(shape::<Upper>(), "Upper = string");
    assert_eq!(shape::<Even>(), "Even = Id");
}

#[message]
struct Hidden {
    #[serde(with = "hex")]
    #[schemars(with = "String")]
    id: u64,
    #[serde(deserialize_with = "hex::deserialize", default)]
    #[schemars(with = "String")]
    other: u64,
    #[message(opaque)]
    foreign: serde_json::Number,
    #[message(opaque)]
    maybe: Option<serde_json::Number>,
}

#[message]
enum HiddenVariant {
    #[serde(with = "hex")]
    #[schemars(with = "String")]
    Hex(u64),
    Plain(u64),
}

#[test]
fn what_serde_code_hides_is_opaque() {
    assert_eq!(
        shape::<Hidden>(),
        "Hidden = {id: opaque, other?: opaque, foreign: opaque, maybe?: opaque}"
    );
    assert_eq!(
        shape::<HiddenVariant>(),
        "HiddenVariant = external Hex(opaque) / Plain(u64)"
    );
}

#[message]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "what is skipped is never made")]
enum External {
    Unit,
    New(u8),
    Tuple(u8, String),
    Struct {
        user_id: u8,
    },
    #[serde(rename = "named", alias = "other_name")]
    Renamed,
    #[serde(skip)]
    Skipped(Unknown),
    #[serde(skip_deserializing)]
    WrittenOnly,
    TupleSkipped(u8, #[serde(skip)] Unknown),
    Empty {},
    EmptyTuple(),
}

#[message]
#[serde(tag = "kind", deny_unknown_fields)]
enum Internal {
    Unit,
    New(AllDefault),
    Struct {
        id: u8,
        #[serde(flatten)]
        rest: BTreeMap<String, u8>,
    },
    #[serde(other)]
    Else,
}

#[message]
#[serde(tag = "kind", content = "of", rename_all_fields = "camelCase")]
enum Adjacent {
    Unit,
    New(u8),
    Tuple(u8, u8),
    Struct { user_id: u8 },
}

#[message]
#[serde(untagged)]
enum Untagged {
    Unit,
    New(u8),
    Tuple(u8, u8),
    Struct { id: u8 },
}

#[message]
enum PartlyUntagged {
    Known,
    #[serde(untagged)]
    Unknown(String),
}

#[test]
fn enums_of_every_tagging() {
    assert_eq!(
        shape::<External>(),
        "External = external Unit as unit / New as new(u8) / Tuple as tuple[u8, string] / \
         Struct as struct {user_id: u8} / Renamed as named|other_name / Skipped as skipped(opaque) skipped / \
         WrittenOnly as written_only skipped / TupleSkipped as tuple_skipped[u8] / \
         Empty as empty {} / EmptyTuple as empty_tuple[]"
    );
    assert_eq!(
        shape::<Internal>(),
        "Internal = internal(kind) Unit / New(AllDefault) / Struct {id: u8, rest: *map[string: u8], ..} closed / \
         Else other"
    );
    assert_eq!(
        shape::<Adjacent>(),
        "Adjacent = adjacent(kind, of) Unit / New(u8) / Tuple[u8, u8] / Struct {user_id as userId: u8}"
    );
    assert_eq!(
        shape::<Untagged>(),
        "Untagged = untagged Unit / New(u8) / Tuple[u8, u8] / Struct {id: u8}"
    );
    assert_eq!(
        shape::<PartlyUntagged>(),
        "PartlyUntagged = external Known / Unknown(string) untagged"
    );
}

#[message]
struct Limited {
    #[schemars(range(min = 1, max = 9))]
    small: u8,
    #[schemars(range(min = -1.5, max = 0.25))]
    fraction: f64,
    #[schemars(range(max = u64::MAX - 1))]
    large: u64,
    #[schemars(range(min = i64::MIN))]
    low: i64,
    #[schemars(length(min = 1, max = LONGEST))]
    title: String,
    #[schemars(length(equal = 3))]
    triple: Vec<u8>,
    #[schemars(regex(pattern = "^[a-z]+$"))]
    word: String,
    #[schemars(pattern("^a"), length(max = Self::LENGTH))]
    begins: String,
    #[schemars(extend("exclusiveMinimum" = 0.0))]
    positive: f64,
    #[schemars(inner(length(max = 3)))]
    inner: Vec<String>,
    // Attributes of other crates that schemars shows.
    #[validate(length(max = 4, message = "too long"), email)]
    validated: String,
    #[garde(range(min = 2), skip)]
    guarded: u8,
}

impl Limited {
    const LENGTH: usize = 5;
}

#[message]
struct Percent(#[schemars(range(max = 100))] u8);

#[message]
enum Amount {
    Percent(#[schemars(range(max = 100))] u8),
    Pieces {
        #[schemars(range(min = 1))]
        count: u32,
    },
}

#[test]
fn limits_are_part_of_the_shape() {
    let expected = [
        "small: u8 min 1/1 max 9/9",
        "fraction: f64 min -1/-1.5 max 0/0.25",
        "large: u64 max 18446744073709551614/18446744073709552000",
        "low: i64 min -9223372036854775808/-9223372036854776000",
        "title: string from 1 to 200",
        "triple: [u8..] from 3 to 3",
        "word: string like ^[a-z]+$",
        "begins: string to 5 like ^a",
        "positive: f64 min 0/0 excluded",
        "inner: [string..]",
        "validated: string to 4",
        "guarded: u8 min 2/2",
    ];
    assert_eq!(
        shape::<Limited>(),
        format!("Limited = {{{}}}", expected.join(", "))
    );
    assert_eq!(shape::<Percent>(), "Percent = u8 max 100/100");
    assert_eq!(
        shape::<Amount>(),
        "Amount = external Percent(u8 max 100/100) / Pieces {count: u32 min 1/1}"
    );
}

#[message(name = "Renamed", package = "other.v2")]
struct Original {
    id: u8,
}

#[message]
#[schemars(rename = "InSchema")]
struct Another {
    id: u8,
}

#[test]
fn names_and_packages_can_be_given() {
    assert_eq!(shape::<Original>(), "Renamed = {id: u8}");
    assert_eq!(Original::SHAPE.get().package, Some("other.v2"));
    assert_eq!(shape::<Another>(), "InSchema = {id: u8}");
    assert_eq!(Another::SHAPE.get().package, None);
}

#[test]
fn the_origin_is_where_the_type_stands() {
    let line = line!() + 1;
    #[message]
    struct Here {
        id: u8,
    }
    let expected = format!("{} ({}:{line})", module_path!(), file!());
    assert_eq!(Here::SHAPE.get().origin, expected);
}

#[message]
struct Configured {
    #[cfg(any())]
    absent: NoSuchType,
    #[cfg(not(any()))]
    present: u8,
    #[cfg(any())]
    #[serde(flatten)]
    rest: NoSuchType,
}

#[message]
enum ConfiguredEnum {
    #[cfg(any())]
    Absent(NoSuchType),
    Present(#[cfg(any())] NoSuchType, u8, u8),
}

#[test]
fn what_is_configured_away_is_not_described() {
    assert_eq!(shape::<Configured>(), "Configured = {present: u8}");
    assert_eq!(
        shape::<ConfiguredEnum>(),
        "ConfiguredEnum = external Present[u8, u8]"
    );
}

#[message]
struct CutShort(u8, #[serde(default)] u8);

#[test]
fn an_array_that_may_be_cut_short_is_not_described() {
    assert_eq!(shape::<CutShort>(), "CutShort = opaque");
}
