// tries: include itself, twice at each level
// endings: compile-error
#include __FILE__
#include __FILE__
int main() {}
