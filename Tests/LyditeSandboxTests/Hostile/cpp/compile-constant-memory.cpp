// tries: take memory in a constant
// endings: compile-error
#include <vector>
constexpr int f() {
    std::vector<int> v;
    for (long i = 0; i < 1000000000; i++) v.push_back(1);
    return v[0];
}
constexpr int x = f();
int main() {}
