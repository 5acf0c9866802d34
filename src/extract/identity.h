/* identity.h - what the two halves of finding a report's identity share. */
#ifndef JIANBAO_EXTRACT_IDENTITY_H
#define JIANBAO_EXTRACT_IDENTITY_H

#include "divisions.h"
#include "work.h"

void jb_identity_dates(jb_work *work);
void jb_identity_year(jb_work *work, int given);

/* news.c: the day it was written: of the news, signed or else published; unknown when neither. */
jb_date jb_news_day(const jb_work *work);

#endif
