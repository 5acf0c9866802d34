#include <jianbao/base.h>
