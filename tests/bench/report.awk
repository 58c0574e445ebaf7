# SPDX-License-Identifier: MIT
# One report of a conference with COUNT articles in its agenda, each with prose, figures that the prose cites, opinions and a
# vote: what the checks have to do. Always the same for the same number; with a handful of findings, since its words are drawn.
# usage: awk -v count=N -f report.awk words.txt
# Park and Miller's generator, as in article.awk.
function draw(n) { seed = (seed * 16807) % 2147483647; return int(seed / 2147483647 * n) }
function word(   u) { u = draw(100000) / 100000; return words[1 + int(n_words * u * u)] }
# No syllable and no word twice in a row: that would be a finding.
function sentence(   n, i, s, w, last, before, part) {
  n = 9 + draw(9); s = "Hội nghị"; last = "nghị"; before = "hội nghị"
  for (i = 1; i < n; i++) {
    do { w = word(); split(w, part, " ") } while (part[1] == last || w == before)
    s = s " " w; before = w; last = part[split(w, part, " ")]
  }
  return s "."
}
function paragraph(n,   s) { s = sentence(); while (--n > 0) s = s " " sentence(); return s }
function item(k,   i, total, part) {
  total = 100 + draw(800); part = 10 + draw(80)
  print "<item id=\"muc-" k "\"><title>Nội dung thứ " k "</title><presenter person=\"p" k % 40 "\"/>"
  for (i = 0; i < 4; i++) print "<p>" paragraph(6) "</p>"
  print "<figures id=\"bang-" k "\"><caption>Kết quả " k "</caption>"
  print "<figure id=\"tong-" k "\" label=\"Hồ sơ nhận của mục " k "\" value=\"" total "\" unit=\"hồ sơ\"/>"
  print "<figure id=\"phan-" k "\" label=\"trong đó: nộp trực tuyến\" value=\"" part "\" unit=\"hồ sơ\" of=\"tong-" k "\" percent=\"" \
    int(100 * part / total + 0.5) "\"/>"
  print "<figure id=\"lop-" k "\" label=\"Lớp đã mở của mục " k "\" value=\"30\" unit=\"lớp\" plan=\"28\" percent=\"107\"/></figures>"
  print "<p>Đơn vị đã nhận <ref to=\"tong-" k "\"/>, nộp trực tuyến <ref to=\"phan-" k "\"/>, bằng <ref to=\"phan-" k "\" show=\"percent\"/>; <person ref=\"p" \
    (k + 1) % 40 "\"/> phụ trách.</p>"
  for (i = 0; i < 2; i++) print "<opinion person=\"p" (k + i) % 40 "\"><p>" paragraph(4) "</p></opinion>"
  print "<vote id=\"v" k "\" method=\"show-of-hands\" for=\"38\" against=\"1\" abstain=\"1\" percent=\"95\" result=\"passed\"><subject>Thông qua nội dung thứ " k "</subject></vote>"
  print "<decision><p>" sentence() "</p></decision></item>"
}
BEGIN {
  seed = 20260101
  split("Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi", family, " "); split("An Bình Cường Dũng Hùng", given, " ")
}
NF { words[++n_words] = $0 }
END {
  print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
  print "<report xmlns=\"urn:sapchu:report:1\" version=\"1\" xml:lang=\"vi\" kind=\"conference\" profile=\"nd30-2020\">"
  print "<meta><title>Hội nghị tổng kết năm</title><lead>" sentence() "</lead><created>2026-03-05T15:00:00+07:00</created>" \
    "<published>2026-03-05T16:30:00+07:00</published><author>Nguyễn Văn A</author></meta>"
  print "<issuer type=\"state\"><body code=\"UBND\"><name>Ủy ban nhân dân xã Minh Tân</name></body></issuer><number n=\"7\" symbol=\"BB-UBND\"/>" \
    "<place>Minh Tân</place><date weekday=\"thursday\">2026-03-05</date>"
  print "<event><name>Hội nghị tổng kết năm</name><start>2026-03-05T08:00:00+07:00</start><end>2026-03-05T11:30:00+07:00</end>" \
    "<venue>Hội trường</venue></event><people>"
  for (i = 0; i < 40; i++)
    print "<person id=\"p" i "\"" (i == 0 ? " role=\"chair\"" : i == 1 ? " role=\"secretary\"" : "") " honorific=\"Ông\"><name>" family[1 + i % 8] " Văn " given[1 + int(i / 8)] "</name></person>"
  print "</people><attendance summoned=\"40\" present=\"40\" absent=\"0\">"
  for (i = 0; i < 40; i++) print "<attendee person=\"p" i "\"/>"
  print "</attendance><agenda>"
  for (k = 1; k <= count; k++) item(k)
  print "</agenda><closing read-back=\"true\"/><signatories><signatory person=\"p1\" as=\"secretary\"/><signatory person=\"p0\" as=\"chair\"/></signatories>"
  print "<recipients><recipient>Các đơn vị trực thuộc</recipient><archive>VT</archive></recipients><news>"
  for (k = 1; k <= count; k += 10) print "<heading>Nội dung " k "</heading><p>Đơn vị nhận <ref to=\"tong-" k "\"/>, mở <ref to=\"lop-" k "\"/>.</p>"
  print "</news></report>"
}
