# SPDX-License-Identifier: MIT
# A DocBook 5 book in Vietnamese of about 70 pages: parts, chapters, sections, lists, tables, footnotes, admonitions,
# figures, cross references, a glossary, a bibliography, an index. Always the same.
# usage: awk -f book.awk ../bench/words.txt     (the figure is house.svg, beside this file)
# Park and Miller's generator, as in ../bench/article.awk.
function draw(n) { seed = (seed * 16807) % 2147483647; return int(seed / 2147483647 * n) }
function word(   u) { u = draw(100000) / 100000; return words[1 + int(n_words * u * u)] }
function upper(s,   i, c) {
  for (i = 1; i <= 4; i++) { c = substr(s, 1, i); if (c in big) return big[c] substr(s, i + 1) }
  return s
}
function phrase(n,   s) { s = word(); while (--n > 0) s = s " " word(); return s }
function title() { return upper(phrase(2 + draw(3))) }
function sentence() { return upper(phrase(3 + draw(3))) ", " phrase(3 + draw(4)) " " (2 + draw(900)) " " word() "." }
function mark(   s, w) {        # a footnote, an index term, emphasis or a reference, now and then
  w = word()
  s = draw(9)
  if (s == 0) return "<footnote><para>" sentence() " " sentence() "</para></footnote>"
  if (s == 1) return "<indexterm><primary>" w "</primary></indexterm>"
  if (s == 2) return "<indexterm><primary>" w "</primary><secondary>" phrase(2) "</secondary></indexterm>"
  if (s == 3) return " <emphasis>" w "</emphasis>"
  if (s == 4) return " <emphasis role=\"bold\">" w "</emphasis>"
  if (s == 5 && n_ids > 0) return " (xem <xref linkend=\"s" (1 + draw(n_ids)) "\"/>)"
  if (s == 6) return " <literal>" w "</literal> <quote>" phrase(2) "</quote>"
  return ""
}
function para(   n, s) { for (n = 3 + draw(4); n > 0; n--) s = s (s ? " " : "") sentence() mark(); return "<para>" s "</para>" }
function short() { return "<para>" sentence() "</para>" }
function list(kind,   i, s) {
  for (i = 3 + draw(3); i > 0; i--) s = s "<listitem>" short() (draw(4) == 0 ? "<itemizedlist><listitem>" short() "</listitem><listitem>" short() "</listitem></itemizedlist>" : "") "</listitem>"
  return "<" kind ">" s "</" kind ">"
}
function terms(   i, s) {
  for (i = 3; i > 0; i--) s = s "<varlistentry><term>" phrase(2) "</term><listitem>" short() "</listitem></varlistentry>"
  return "<variablelist>" s "</variablelist>"
}
function entries(row, n,   i, s) {
  for (i = 1; i <= n; i++) s = s "<entry" (i > 1 && i < n ? " align=\"right\"" : "") ">" (i == 1 ? row : i < n ? 10 + draw(9000) : phrase(2 + draw(4))) "</entry>"
  return "<row>" s "</row>"
}
function table(rows,   i, s) {
  s = "<table frame=\"all\"><title>" title() "</title><tgroup cols=\"5\"><colspec colname=\"c1\" colwidth=\"1*\"/><colspec colname=\"c2\" colwidth=\"2*\"/>" \
    "<colspec colname=\"c3\" colwidth=\"2*\"/><colspec colname=\"c4\" colwidth=\"2*\"/><colspec colname=\"c5\" colwidth=\"5*\"/>" \
    "<thead><row><entry morerows=\"1\">STT</entry><entry namest=\"c2\" nameend=\"c4\" align=\"center\">Số liệu</entry><entry morerows=\"1\">Ghi chú</entry></row>" \
    "<row><entry>Kế hoạch</entry><entry>Thực hiện</entry><entry>Còn lại</entry></row></thead><tbody>"
  for (i = 1; i <= rows; i++) s = s entries(i, 5)
  return s "</tbody></tgroup></table>"
}
function admonition(kind) { return "<" kind "><title>" title() "</title>" short() short() "</" kind ">" }
function listing() {
  return "<programlisting>sapchu validate bao-cao.xml\nsapchu minutes  bao-cao.xml -o bien-ban.pdf   # trang A4\nfor f in *.xml; do\n    sapchu news \"$f\" -o \"${f%.xml}.html\"\ndone</programlisting>"
}
function figure() { return "<figure><title>" title() "</title><mediaobject><imageobject><imagedata fileref=\"house.svg\" width=\"6cm\"/></imageobject><textobject><phrase>" phrase(3) "</phrase></textobject></mediaobject></figure>" }
function extra(k) {
  if (k == 0) return list("itemizedlist")
  if (k == 1) return list("orderedlist")
  if (k == 2) return terms()
  if (k == 3) return table(4 + draw(5))
  if (k == 4) return admonition("note")
  if (k == 5) return listing()
  if (k == 6) return figure()
  if (k == 7) return "<blockquote><attribution>Nguyễn Văn A</attribution>" para() "</blockquote>"
  if (k == 8) return "<procedure><title>" title() "</title><step>" short() "</step><step>" short() "<substeps><step>" short() "</step><step>" short() "</step></substeps></step></procedure>"
  if (k == 9) return "<informaltable frame=\"topbot\"><tgroup cols=\"3\"><tbody>" entries("a", 3) entries("b", 3) entries("c", 3) "</tbody></tgroup></informaltable>"
  if (k == 10) return "<sidebar><title>" title() "</title>" short() short() "</sidebar>"
  if (k == 11) return "<simplelist type=\"vert\" columns=\"2\"><member>" word() "</member><member>" word() "</member><member>" word() "</member><member>" word() "</member></simplelist>"
  return admonition("warning")
}
function section(depth,   i) {
  printf "<section xml:id=\"s%d\"><title>%s</title>\n", ++n_ids, title()
  for (i = 1 + draw(3); i > 0; i--) print para()
  print extra(n_extra++ % 13)
  print para()
  if (depth > 0) for (i = 2; i > 0; i--) section(depth - 1)
  print "</section>"
}
function chapter(kind,   i) {
  printf "<%s xml:id=\"s%d\"><title>%s</title>\n", kind, ++n_ids, title()
  print para()
  for (i = 3; i > 0; i--) section(1)
  print "</" kind ">"
}
BEGIN {
  seed = 20260305
  n = split("a A à À á Á ả Ả ă Ă â Â b B c C d D đ Đ e E ê Ê g G h H i I k K l L m M n N o O ô Ô ơ Ơ p P q Q r R s S t T u U ủ Ủ ư Ư ứ Ứ v V x X y Y ý Ý ổ Ổ ấ Ấ ẩ Ẩ ở Ở", letters, " ")
  for (i = 1; i < n; i += 2) big[letters[i]] = letters[i + 1]
}
{ words[++n_words] = $0 }
END {
  print "<book xmlns=\"http://docbook.org/ns/docbook\" version=\"5.0\" xml:lang=\"vi\"><info><title>Sổ tay văn thư</title><subtitle>Dành cho văn phòng xã Minh Tân</subtitle>" \
    "<author><personname><surname>Nguyễn</surname><firstname>Văn A</firstname></personname></author><pubdate>05/03/2026</pubdate>" \
    "<legalnotice><para>Nội dung, cơ quan và người trong sách này đều không có thật.</para></legalnotice></info>"
  print "<preface><title>Lời nói đầu</title>" para() para() "</preface>"
  for (p = 1; p <= 3; p++) {
    printf "<part><title>%s</title><partintro>%s</partintro>\n", title(), para()
    for (c = 1; c <= 3; c++) chapter("chapter")
    print "</part>"
  }
  printf "<chapter xml:id=\"s%d\"><title>%s</title>%s%s</chapter>\n", ++n_ids, title(), para(), table(90)
  chapter("appendix")
  print "<glossary><title>Thuật ngữ</title>"
  for (i = 0; i < 8; i++) print "<glossentry><glossterm>" phrase(2) "</glossterm><glossdef>" short() "</glossdef></glossentry>"
  print "</glossary><bibliography><title>Tài liệu tham khảo</title>"
  for (i = 1; i <= 6; i++) print "<biblioentry><abbrev>A" i "</abbrev><title>" title() "</title><author><personname>Trần Thị B</personname></author><pubdate>" (2000 + i) "</pubdate></biblioentry>"
  print "</bibliography><index/></book>"
}
