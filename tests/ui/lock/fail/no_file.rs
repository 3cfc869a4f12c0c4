traitwire::lock!();

fn main() {}
