// zlib, as Debian's package zlib1g-dev brings it: the inflating, deflating and CRC-32 of zip archives.
#include <zlib.h>
