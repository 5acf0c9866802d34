/* The parts of `jianbao doctor`. */
#ifndef JIANBAO_CLI_DOCTOR_H
#define JIANBAO_CLI_DOCTOR_H

#include "cli.h"

/* doctor --figures: what arithmetic says of the figures; sets c->found when something fails. */
jb_status doctor_figures(cli *c, const given *g, jb_error *err);

#endif
