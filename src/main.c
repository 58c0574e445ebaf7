/* SPDX-License-Identifier: MIT */
/* The program: a thin face on the library. */
#include <stdio.h>

int main(void)
{
    puts("sapchu");
    return 0;
}
