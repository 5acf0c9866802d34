#include "jbtest.h"
int main(void){return 0;}
