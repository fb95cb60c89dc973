/* What the generated call of a candidate's function may ask of the runner. Stands before the candidate's text, so it
   includes nothing: the candidate must compile, or not, as it would alone. */
#ifndef LYDITE_CALL_H
#define LYDITE_CALL_H
#ifdef __cplusplus
extern "C" {
#endif

/* Arguments, in the order of their declaration. */
long long lydite_take_long(void);
double lydite_take_double(void);
unsigned lydite_take_count(void);
/* The bytes end in a zero that is not counted; they last until the next call. */
char *lydite_take_text(unsigned *length);
/* Zeroed memory that lasts until the next call. */
void *lydite_room(unsigned long count, unsigned long size);

/* The result, depth first. */
void lydite_give_long(long long value);
void lydite_give_double(double value);
void lydite_give_count(unsigned long count);
void lydite_give_text(const char *bytes, unsigned long length);
/* The result is no value of the declared type; what it is, in words. */
void lydite_strange(const char *what);
/* The call ended by an exception. */
void lydite_raised(const char *what);

/* One call of the candidate; generated. */
void lydite_call(void);

#ifdef __cplusplus
}
#endif
#endif
