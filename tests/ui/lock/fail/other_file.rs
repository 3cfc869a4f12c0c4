traitwire::lock!("numbers.lock");

fn main() {}
