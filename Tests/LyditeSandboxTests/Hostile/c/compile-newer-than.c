// tries: learn how old a file of the host is
// endings: compile-error exited
#pragma GCC dependency "/etc/shadow" is newer
int main() {}
