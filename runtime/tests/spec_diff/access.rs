//! What changes in who may call.

use crate::traits;

/// A pair that differs in the access to its method.
macro_rules! pair {
    (
        $name:ident breaks [$($broken:ident)*] says [$($what:ident $place:literal)*]
        token $token:expr; old [$($old:tt)*] new [$($new:tt)*]
    ) => {
        traits! {
            $name breaks [$($broken)*] says [$($what $place)*] token $token;
            old {
                /// A service.
                #[service(package = "pairs.v1")]
                pub trait Pair {
                    /// Do something.
                    #[method($($old)*)]
                    async fn act(&self) -> Result<u8, Status>;
                }
                impl Pair for Canned {
                    async fn act(&self) -> Result<u8, Status> { Ok(1) }
                }
            }
            new {
                /// A service.
                #[service(package = "pairs.v1")]
                pub trait Pair {
                    /// Do something.
                    #[method($($new)*)]
                    async fn act(&self) -> Result<u8, Status>;
                }
                impl Pair for Canned {
                    async fn act(&self) -> Result<u8, Status> { Ok(1) }
                }
            }
        }
    };
}

pair! {
    a_scope_needed breaks [Http Mcp Grpc] says [Scopes "method act"]
    token Some("a"); old [read_only] new [read_only, scopes("b")]
}

pair! {
    another_scope_needed breaks [Http Mcp Grpc] says [Scopes "method act"]
    token Some("a"); old [scopes("a")] new [scopes("a", "b")]
}

pair! {
    a_choice_of_scopes_narrowed breaks [Http Mcp Grpc] says [Scopes "method act"]
    token Some("b"); old [scopes(any("a", "b"))] new [scopes("a")]
}

pair! {
    a_choice_of_scopes_widened breaks [] says [Scopes "method act"]
    token Some("a"); old [scopes("a")] new [scopes(any("b", "a"))]
}

pair! {
    a_scope_no_longer_needed breaks [] says [Scopes "method act"]
    token Some("a+b"); old [scopes("a", "b")] new [scopes("b")]
}

pair! {
    no_longer_public breaks [Http Mcp Grpc] says [Public "method act"]
    token None; old [read_only, public] new [read_only]
}

pair! {
    public_now breaks [] says [Public "method act"]
    token Some("a"); old [read_only] new [read_only, public]
}
