// No library is linked: loading libcurl with all it needs costs 5 ms at every start, so its functions are looked up
// when the first endpoint is asked. Variadic ones come here
// as functions of no type.
#include <curl/curl.h>

typedef void (*lydite_curl_function)(void);

static inline CURLcode lydite_curl_set_long(lydite_curl_function set, CURL *easy, CURLoption option, long value) {
    return ((CURLcode(*)(CURL *, CURLoption, ...))set)(easy, option, value);
}

static inline CURLcode lydite_curl_set_offset(lydite_curl_function set, CURL *easy, CURLoption option, curl_off_t value) {
    return ((CURLcode(*)(CURL *, CURLoption, ...))set)(easy, option, value);
}

static inline CURLcode lydite_curl_set_pointer(lydite_curl_function set, CURL *easy, CURLoption option, const void *value) {
    return ((CURLcode(*)(CURL *, CURLoption, ...))set)(easy, option, value);
}

static inline CURLcode lydite_curl_set_callback(lydite_curl_function set, CURL *easy, CURLoption option, curl_write_callback value) {
    return ((CURLcode(*)(CURL *, CURLoption, ...))set)(easy, option, value);
}

static inline CURLcode lydite_curl_get_long(lydite_curl_function get, CURL *easy, CURLINFO info, long *value) {
    return ((CURLcode(*)(CURL *, CURLINFO, ...))get)(easy, info, value);
}

static inline CURLcode lydite_curl_get_offset(lydite_curl_function get, CURL *easy, CURLINFO info, curl_off_t *value) {
    return ((CURLcode(*)(CURL *, CURLINFO, ...))get)(easy, info, value);
}

static inline CURLMcode lydite_curl_multi_set_long(lydite_curl_function set, CURLM *multi, CURLMoption option, long value) {
    return ((CURLMcode(*)(CURLM *, CURLMoption, ...))set)(multi, option, value);
}

/// The easy handle and the result of a finished transfer: a union that Swift does not import.
static inline CURLcode lydite_curl_result(const CURLMsg *message) { return message->data.result; }
