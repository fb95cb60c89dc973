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

struct lydite_whole {};
struct lydite_real {};
struct lydite_truth {};
struct lydite_text {};
template <class lydite_Item> struct lydite_list {};

template <class lydite_Value> struct lydite_taken;
template <> struct lydite_taken<int> {
    static int lydite_value() { return static_cast<int>(lydite_take_long()); }
};
template <> struct lydite_taken<long> {
    static long lydite_value() { return static_cast<long>(lydite_take_long()); }
};
template <> struct lydite_taken<long long> {
    static long long lydite_value() { return lydite_take_long(); }
};
template <> struct lydite_taken<double> {
    static double lydite_value() { return lydite_take_double(); }
};
template <> struct lydite_taken<bool> {
    static bool lydite_value() { return lydite_take_long() != 0; }
};
template <> struct lydite_taken<::std::string> {
    static ::std::string lydite_value() {
        unsigned lydite_length = 0;
        const char *lydite_bytes = lydite_take_text(&lydite_length);
        return ::std::string(lydite_bytes, lydite_length);
    }
};
template <class lydite_Item> struct lydite_taken<::std::vector<lydite_Item>> {
    static ::std::vector<lydite_Item> lydite_value() {
        unsigned lydite_count = lydite_take_count();
        ::std::vector<lydite_Item> lydite_items;
        lydite_items.reserve(lydite_count);
        for (unsigned lydite_i = 0; lydite_i < lydite_count; lydite_i++) lydite_items.push_back(lydite_taken<lydite_Item>::lydite_value());
        return lydite_items;
    }
};

template <class lydite_Value> void lydite_give(lydite_whole, const lydite_Value &lydite_value) {
    static_assert(::std::is_integral_v<lydite_Value>, "the function must return a whole number");
    if constexpr (!::std::is_same_v<lydite_Value, bool>) {
        if (lydite_value > 0 && static_cast<unsigned __int128>(lydite_value) > LLONG_MAX) return lydite_strange("a number beyond 64 bits");
        if (lydite_value < 0 && static_cast<__int128>(lydite_value) < LLONG_MIN) return lydite_strange("a number beyond 64 bits");
    }
    lydite_give_long(static_cast<long long>(lydite_value));
}

template <class lydite_Value> void lydite_give(lydite_truth, const lydite_Value &lydite_value) {
    static_assert(::std::is_integral_v<lydite_Value>, "the function must return a truth value");
    if (lydite_value != 0 && lydite_value != 1) return lydite_strange("a number that is no truth value");
    lydite_give_long(lydite_value != 0);
}

template <class lydite_Value> void lydite_give(lydite_real, const lydite_Value &lydite_value) {
    static_assert(::std::is_arithmetic_v<lydite_Value>, "the function must return a number");
    lydite_give_double(static_cast<double>(lydite_value));
}

template <class lydite_Value> void lydite_give(lydite_text, const lydite_Value &lydite_value) {
    if constexpr (::std::is_pointer_v<lydite_Value>) {
        if (lydite_value == nullptr) return lydite_strange("a null pointer");
    }
    const ::std::string lydite_copied(lydite_value);
    lydite_give_text(lydite_copied.data(), lydite_copied.size());
}

template <class lydite_Item, class lydite_Values> void lydite_give(lydite_list<lydite_Item>, const lydite_Values &lydite_values) {
    unsigned long lydite_count = 0;
    for (auto lydite_at = lydite_values.begin(); lydite_at != lydite_values.end(); ++lydite_at) lydite_count++;
    lydite_give_count(lydite_count);
    for (const auto &lydite_value : lydite_values) lydite_give(lydite_Item{}, lydite_value);
}

}  // namespace lydite_adaptor
