"""A workbook as Excel 97 to 2003 wrote it (.xls), which nothing here can make: a title, headings in
Vietnamese, and one person."""

import base64
import zlib

_PACKED = """
c-rk)O-NKx6#nj;8Ry5p8PiCk#~`F-5=EOfI{u~-
4VLyp1T~I>GdRAHDI;5yWiErDRnejWTeLCT^g}H&kOB*%7Eut*BrU2{P|!l1&OP&HQfuKrNyR&lckcN==e~R2z3;wf
)2?{zW?2GDpcW>~C+)~tAQN=k(~J|OPbMXqZf$fY4fv<PZli(BvEW|*6RR9UIo=5<7&lK42Hw$q2>tLzw19gBp@D1g
30Xr8VSy_oDL^S#Rm9lOcopLtY<Zt?9ZSwLt|8mFIEZPFw`#jSiw`K}tSf+wdz*b;vt%nu@L0~`(-%a_)`I$I$QS-
Q6{<N8qo8qX321?+FC0fP4d5ugCf&f7^qcy?ZOB(vE<o~ci{;i|$S*2pU<k=0Ji$lc!lW6z$Ts=3p!;aTADqQHkxQa
np7o*$_3)yV;&fmFjZ8VkRke-
U2DIU!x|bGibaZywAzJZNb>leVq&$X?(5MK}h#)?wen`c8wGhH7VnSnfimd(A9}PY1ks!_jH23*JVTUvf;gPDbDu@V
TYKSTpUa}s*ASPMWNh%qqo!W6RqsmxR%09{^{h}m%%fdAf4R}SuogB<ZzCo%tRhX=}F;j`eK}uZ&^alqbT2Eczgs-n
Z9M~L*_BiD8;zi84Xc5cjmphMeHwu|{@hk46ZEE)V=jXe++C7I^GQ=BKYI|ERM+8Znksjn+z#0?MQLETv6XUZSbuH6
njEm`UQCrboq7yrY+2$N;D=5!4h8Ld71@s1@M?USoqmImYHWEG7k~mpB_R<qWIX${=@|V{zsztT9d`ZGxPr4QQQuu~
(=}*g|O>yddOX_=gA?Dy<(#2R>2=3it3&9o=r?~X<OK}QurVM8y&Ya=Q#91<&g}59&kFq4sDaFCEl!dfUjgvLQ$vn0
UC-
c}doXjJ8Vp8NnZb|j0^4gZE`dXz3w`5@23VwhC1{h#~0R|XgfB^>Z2cDvT;>u4ri~gZ&)&J|v(LHbcCi!n+51qXtbT
D(Hna)}AfHs)b{8<f)NXHV(^hy6Ol(3(&N70KeuA?{W`Af$iv9LeOc69!}S18;3^V!t-hx302oZ$sp
"""
XLS = zlib.decompress(base64.b85decode("".join(_PACKED.split())))
