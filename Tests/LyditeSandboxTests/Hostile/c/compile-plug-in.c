// tries: load a plug-in into the compiler
// endings: compile-error exited
#pragma GCC plugin "x"
#pragma GCC optimize("fplugin=/box/x.so")
#pragma GCC dependency "/etc/passwd"
int main() {}
