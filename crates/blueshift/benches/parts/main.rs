//! The parts that a call is made of.
fn main() {
    divan::main();
}
