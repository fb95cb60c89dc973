/// C++ functions that are to add up a vector, forgers and honest ones.
enum CppPrograms {
    static let forgers: [(String, String)] = [
        (
            "static constructor",
            #"""
            #include <vector>
            #include <cstdlib>
            struct First { First() { std::exit(0); } } first;
            int solve(std::vector<int> xs) { return 6; }
            """#
        ),
        (
            "lying class",
            #"""
            #include <vector>
            struct Six { operator int() const { return 6; } bool operator==(int) const { return true; } };
            Six solve(std::vector<int> xs) { return {}; }
            """#
        ),
        (
            "overloads of our names",
            #"""
            #include <vector>
            namespace lydite_adaptor { struct whole {}; template <class V> void give(whole, const V &) { lydite_give_long(6); } }
            int solve(std::vector<int> xs) { return -1; }
            """#
        ),
        (
            "macro for our names",
            #"""
            #include <vector>
            #define give(a, b) lydite_strange("six")
            #define lydite_adaptor mine
            int solve(std::vector<int> xs) { return -1; }
            """#
        ),
        (
            "another std",
            #"""
            #include <vector>
            namespace mine { template <class T> struct vector {}; }
            int solve(mine::vector<int> xs) { return 6; }
            """#
        ),
        (
            "template for anything",
            #"""
            #include <vector>
            template <class T> bool solve(T) { return true; }
            """#
        ),
        (
            "throws an int",
            #"""
            #include <vector>
            int solve(std::vector<int> xs) { throw 6; }
            """#
        ),
        (
            "lying exception",
            #"""
            #include <vector>
            #include <exception>
            struct Passed : std::exception { const char *what() const noexcept override { return "correct"; } };
            int solve(std::vector<int> xs) { throw Passed(); }
            """#
        ),
        (
            "terminate handler",
            #"""
            #include <vector>
            #include <exception>
            #include <unistd.h>
            int solve(std::vector<int> xs) { std::set_terminate([] { _exit(0); }); std::terminate(); }
            """#
        ),
        (
            "falls off the end",
            #"""
            #include <vector>
            int solve(std::vector<int> xs) { if (xs.size() > 100) return 6; __builtin_trap(); }
            """#
        ),
        (
            "own new",
            #"""
            #include <vector>
            #include <cstdlib>
            void *operator new(std::size_t n) { return nullptr; }
            void operator delete(void *) noexcept {}
            int solve(std::vector<int> xs) { return 6; }
            """#
        ),
        (
            "prints the answer",
            #"""
            #include <vector>
            #include <iostream>
            int solve(std::vector<int> xs) { int t = 0; for (int x : xs) t += x; std::cout << t << std::endl; return -1; }
            """#
        ),
        (
            "text of the answer",
            #"""
            #include <vector>
            #include <string>
            std::string solve(std::vector<int> xs) { return "6"; }
            """#
        ),
        (
            "deleted",
            #"""
            #include <vector>
            int solve(std::vector<int>) = delete;
            """#
        ),
    ]

    static let honest: [(String, String)] = [
        (
            "by reference",
            #"""
            #include <vector>
            #include <numeric>
            using namespace std;
            int solve(vector<int> &xs) { return accumulate(xs.begin(), xs.end(), 0); }
            """#
        ),
        (
            "bits and main",
            #"""
            #include <bits/stdc++.h>
            using namespace std;
            #define all(x) x.begin(), x.end()
            #define ll long long
            ll solve(const vector<int> &xs) { return accumulate(all(xs), 0LL); }
            int main() { ios::sync_with_stdio(false); int n; cin >> n; cout << n; }
            """#
        ),
        (
            "lambda",
            #"""
            #include <vector>
            auto solve = [](const auto &xs) { int t = 0; for (auto x : xs) t += x; return t; };
            """#
        ),
        (
            "template",
            #"""
            #include <vector>
            template <class T> T solve(std::vector<T> xs) { T t{}; for (auto x : xs) t += x; return t; }
            """#
        ),
        (
            "span and exceptions",
            #"""
            #include <vector>
            #include <span>
            #include <stdexcept>
            int solve(std::span<const int> xs) { int t = 0; try { for (int x : xs) t += x; throw std::runtime_error("done"); } catch (const std::exception &) { return t; } }
            """#
        ),
        (
            "static objects",
            #"""
            #include <vector>
            #include <map>
            #include <string>
            static std::map<std::string, int> seen{{"t", 0}};
            size_t solve(std::vector<int> xs) { seen["t"] = 0; for (int x : xs) seen["t"] += x; return seen["t"]; }
            """#
        ),
        (
            "own names like ours",
            #"""
            #include <vector>
            struct whole {};
            struct list {};
            int give(int x) { return x; }
            int solve(std::vector<int> xs) { int t = 0; for (int x : xs) t += give(x); return t; }
            """#
        ),
    ]
}
