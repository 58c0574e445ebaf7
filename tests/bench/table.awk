# SPDX-License-Identifier: MIT
# One table of six columns in one page-sequence, "page x/y" in the foot; about 22 rows a page.
# usage: awk -v rows=N -f table.awk words.txt
# Park and Miller's generator, as in article.awk.
function draw(n) { seed = (seed * 16807) % 2147483647; return int(seed / 2147483647 * n) }
function text(n,   s) { s = words[1 + draw(n_words)]; while (--n > 0) s = s " " words[1 + draw(n_words)]; return s }
function cell(s, align) {
  return "<fo:table-cell border=\"0.5pt solid black\" padding=\"2pt\"><fo:block" (align ? " text-align=\"" align "\"" : "") ">" s "</fo:block></fo:table-cell>"
}
{ words[++n_words] = $1 }
END {
  seed = 20260305
  print "<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\" font-family=\"serif\" font-size=\"11pt\" language=\"vi\">"
  print "<fo:layout-master-set><fo:simple-page-master master-name=\"a4\" page-width=\"210mm\" page-height=\"297mm\" margin=\"20mm\">" \
    "<fo:region-body margin-bottom=\"12mm\"/><fo:region-after extent=\"8mm\"/></fo:simple-page-master></fo:layout-master-set>"
  print "<fo:page-sequence master-reference=\"a4\"><fo:static-content flow-name=\"xsl-region-after\"><fo:block text-align=\"center\">" \
    "Trang <fo:page-number/>/<fo:page-number-citation-last ref-id=\"all\"/></fo:block></fo:static-content>"
  print "<fo:flow flow-name=\"xsl-region-body\"><fo:table id=\"all\" table-layout=\"fixed\" width=\"100%\" border-collapse=\"collapse\">"
  split("1 3 4 2 2 3", share, " ")
  for (i = 1; i <= 6; i++) print "<fo:table-column column-width=\"proportional-column-width(" share[i] ")\"/>"
  split("STT|Họ và tên|Nội dung|Kế hoạch|Thực hiện|Ghi chú", head, "|")
  printf "<fo:table-header><fo:table-row font-weight=\"bold\">"
  for (i = 1; i <= 6; i++) printf "%s", cell(head[i], "center")
  print "</fo:table-row></fo:table-header><fo:table-body>"
  for (r = 1; r <= rows; r++)
    print "<fo:table-row keep-together.within-page=\"always\">" cell(r, "end") cell(text(4)) cell(text(9)) cell(100 + draw(900), "end") \
      cell(100 + draw(900), "end") cell(text(3)) "</fo:table-row>"
  print "</fo:table-body></fo:table></fo:flow></fo:page-sequence></fo:root>"
}
