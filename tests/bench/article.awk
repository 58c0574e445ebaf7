# SPDX-License-Identifier: MIT
# Articles of two A4 pages in Vietnamese, each another text, always the same for the same number.
# usage: awk -v kind=fo|html|typst|xml -v first=1 -v count=N -f article.awk words.txt
# Park and Miller's generator: its products stay below 2^53, so every awk draws the same numbers.
function draw(n) { seed = (seed * 16807) % 2147483647; return int(seed / 2147483647 * n) }
# Frequent words come first: squares, as in running text.
function word(   u) { u = draw(100000) / 100000; return words[1 + int(n_words * u * u)] }
function upper(s,   i, c) {     # the first letter; awk may count bytes or characters
  for (i = 1; i <= 4; i++) { c = substr(s, 1, i); if (c in big) return big[c] substr(s, i + 1) }
  return s
}
function sentence(   n, i, s, w) {
  n = 7 + draw(8); s = upper(word())
  for (i = 1; i < n; i++) {
    w = word()
    if (i % 6 == 5 && i < n - 1) s = s ","
    if (draw(19) == 0) w = w " " (2 + draw(97)) " " w
    s = s " " w
  }
  return s "."
}
function paragraph(   n, s) {
  s = sentence()
  for (n = 4 + draw(2); n > 1; n--) s = s " " sentence()
  return s
}
function title(   s, i) { s = upper(word()); for (i = 0; i < 6; i++) s = s " " word(); return s }

function fo_article(a,   i) {
  print "<fo:page-sequence master-reference=\"a4\" initial-page-number=\"1\">"
  print "<fo:static-content flow-name=\"foot\"><fo:block text-align=\"center\" font-size=\"11pt\"><fo:page-number/></fo:block></fo:static-content>"
  print "<fo:flow flow-name=\"body\">"
  print "<fo:block font-size=\"18pt\" font-weight=\"bold\" text-align=\"start\" space-after=\"10pt\" keep-with-next=\"always\">" title() "</fo:block>"
  print "<fo:block font-style=\"italic\" space-after=\"8pt\">Bài số " a "</fo:block>"
  for (i = 0; i < PARAGRAPHS; i++)
    print "<fo:block text-align=\"justify\" text-indent=\"1cm\" space-after=\"6pt\">" paragraph() "</fo:block>"
  print "</fo:flow></fo:page-sequence>"
}
function html_article(a,   i) {
  print "<article><h1>" title() "</h1><p class=\"n\">Bài số " a "</p>"
  for (i = 0; i < PARAGRAPHS; i++) print "<p>" paragraph() "</p>"
  print "</article>"
}
function typst_article(a,   i) {
  if (a > first) print "#pagebreak()\n#counter(page).update(1)"
  print "#block(below: 10pt, text(size: 18pt, weight: \"bold\")[" title() "])\n"
  print "#block(below: 8pt, emph[Bài số " a "])\n"
  for (i = 0; i < PARAGRAPHS; i++) print paragraph() "\n"
}
function xml_article(   i) {
  print "<report xmlns=\"urn:sapchu:report:1\" version=\"1\" xml:lang=\"vi\" kind=\"meeting\">"
  print "<meta><title>" title() "</title><lead>" sentence() "</lead><created>2026-03-05T15:00:00+07:00</created>" \
    "<published>2026-03-05T16:30:00+07:00</published><author>Nguyễn Văn A</author></meta>"
  print "<issuer type=\"state\"><body><name>Ủy ban nhân dân xã Minh Tân</name></body></issuer><place>Minh Tân</place>" \
    "<date weekday=\"thursday\">2026-03-05</date>"
  print "<event><name>Họp giao ban</name><start>2026-03-05T08:00:00+07:00</start><end>2026-03-05T09:30:00+07:00</end>" \
    "<venue>Phòng họp số 1</venue></event><people><person id=\"a\" role=\"chair\" honorific=\"Ông\"><name>Nguyễn Văn A</name></person></people><news>"
  for (i = 0; i < PARAGRAPHS; i++) print "<p>" paragraph() "</p>"
  print "</news></report>"
}
BEGIN {
  PARAGRAPHS = 11
  n = split("a A ă Ă â Â b B c C d D đ Đ e E ê Ê g G h H i I k K l L m M n N o O ô Ô ơ Ơ p P q Q r R s S t T u U ư Ư v V x X y Y ủ Ủ ý Ý", pair, " ")
  for (i = 1; i < n; i += 2) big[pair[i]] = pair[i + 1]
}
NF { words[++n_words] = $0 }
END {
  if (kind == "fo") {
    print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
    print "<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\" xml:lang=\"vi\" font-family=\"'Liberation Serif', Tinos, serif\" font-size=\"13pt\" line-height=\"1.3\">"
    print "<fo:layout-master-set><fo:simple-page-master master-name=\"a4\" page-width=\"210mm\" page-height=\"297mm\" margin=\"20mm 20mm 12mm 30mm\">"
    print "<fo:region-body region-name=\"body\" margin-bottom=\"10mm\"/><fo:region-after region-name=\"foot\" extent=\"6mm\"/>"
    print "</fo:simple-page-master></fo:layout-master-set>"
  } else if (kind == "html") {
    print "<!DOCTYPE html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Bài</title><style>"
    print "@page { size: A4; margin: 20mm 20mm 22mm 30mm; @bottom-center { content: counter(page); font: 11pt 'Liberation Serif', serif } }"
    print "body { font: 13pt/1.3 'Liberation Serif', Tinos, serif; margin: 0 } article { break-before: page; counter-reset: page 1 }"
    print "h1 { font-size: 18pt; margin: 0 0 10pt; break-after: avoid } p { margin: 0 0 6pt; text-align: justify; text-indent: 1cm; orphans: 2; widows: 2 }"
    print "p.n { font-style: italic; text-indent: 0; margin-bottom: 8pt }</style></head><body>"
  } else if (kind == "typst") {
    print "#set page(paper: \"a4\", margin: (left: 30mm, right: 20mm, top: 20mm, bottom: 22mm), numbering: \"1\")"
    print "#set text(font: (\"Liberation Serif\", \"Tinos\"), size: 13pt, lang: \"vi\", hyphenate: false)"
    print "#set par(justify: true, leading: 0.55em, spacing: 0.95em, first-line-indent: (amount: 1cm, all: true))\n"
  } else if (kind == "xml") {
    print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
  }
  for (a = first; a < first + count; a++) {
    seed = 20260101 + a * 7919
    for (i = 0; i < 8; i++) draw(2)
    if (kind == "fo") fo_article(a)
    else if (kind == "html") html_article(a)
    else if (kind == "typst") typst_article(a)
    else xml_article()
  }
  if (kind == "fo") print "</fo:root>"
  else if (kind == "html") print "</body></html>"
}
