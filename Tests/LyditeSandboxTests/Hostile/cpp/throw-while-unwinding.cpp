// tries: throw while another exception is on its way
// endings: signalled
// levels: every
// bare: exited
struct A { ~A() noexcept(false) { throw 2; } };
int main() {
    A a;
    throw 1;
}
