// Values of declared types in and out of a C++ function; stands after the candidate's text, so that overloads and
// references are the compiler's business. What a macro of the candidate does to it harms only the candidate.
#undef auto
#undef bool
#undef char
#undef const
#undef double
#undef else
#undef for
#undef if
#undef int
#undef long
#undef return
#undef std
#undef string
#undef unsigned
#undef vector
#undef void
#undef while
#include <climits>
#include <exception>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace lydite_adaptor {

struct whole {};
struct real {};
struct truth {};
struct text {};
template <class Item> struct list {};

template <class Value> struct taken;
template <> struct taken<int> {
    static int value() { return static_cast<int>(lydite_take_long()); }
};
template <> struct taken<long> {
    static long value() { return static_cast<long>(lydite_take_long()); }
};
template <> struct taken<long long> {
    static long long value() { return lydite_take_long(); }
};
template <> struct taken<double> {
    static double value() { return lydite_take_double(); }
};
template <> struct taken<bool> {
    static bool value() { return lydite_take_long() != 0; }
};
template <> struct taken<::std::string> {
    static ::std::string value() {
        unsigned length = 0;
        const char *bytes = lydite_take_text(&length);
        return ::std::string(bytes, length);
    }
};
template <class Item> struct taken<::std::vector<Item>> {
    static ::std::vector<Item> value() {
        unsigned count = lydite_take_count();
        ::std::vector<Item> items;
        items.reserve(count);
        for (unsigned i = 0; i < count; i++) items.push_back(taken<Item>::value());
        return items;
    }
};

template <class Value> void give(whole, const Value &value) {
    static_assert(::std::is_integral_v<Value>, "the function must return a whole number");
    if constexpr (!::std::is_same_v<Value, bool>) {
        if (value > 0 && static_cast<unsigned __int128>(value) > LLONG_MAX) return lydite_strange("a number beyond 64 bits");
        if (value < 0 && static_cast<__int128>(value) < LLONG_MIN) return lydite_strange("a number beyond 64 bits");
    }
    lydite_give_long(static_cast<long long>(value));
}

template <class Value> void give(truth, const Value &value) {
    static_assert(::std::is_integral_v<Value>, "the function must return a truth value");
    if (value != 0 && value != 1) return lydite_strange("a number that is no truth value");
    lydite_give_long(value != 0);
}

template <class Value> void give(real, const Value &value) {
    static_assert(::std::is_arithmetic_v<Value>, "the function must return a number");
    lydite_give_double(static_cast<double>(value));
}

template <class Value> void give(text, const Value &value) {
    if constexpr (::std::is_pointer_v<Value>) {
        if (value == nullptr) return lydite_strange("a null pointer");
    }
    const ::std::string copied(value);
    lydite_give_text(copied.data(), copied.size());
}

template <class Item, class Values> void give(list<Item>, const Values &values) {
    unsigned long count = 0;
    for (auto at = values.begin(); at != values.end(); ++at) count++;
    lydite_give_count(count);
    for (const auto &value : values) give(Item{}, value);
}

}  // namespace lydite_adaptor
