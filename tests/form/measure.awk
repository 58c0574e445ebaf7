# SPDX-License-Identifier: MIT
# Area tree as text (src/area/dump.c) to places on the page. Output, tab-separated, millimetres from the page's top left, sizes in pt:
#   page PAGE FOLIO WIDTH HEIGHT
#   line PAGE BLOCK LEFT RIGHT BASELINE FONT SIZE TEXT     one line of text; FONT and SIZE list all that differ, joined by +
#   rule PAGE LEFT RIGHT Y THICKNESS                       a horizontal stroke: a rule, or a block with a border before only
#   box PAGE NAME LEFT TOP RIGHT BOTTOM                    regions and tables
function num(name,    s) {
    if (!match($0, " " name "=-?[0-9.]+"))
        return 0
    s = substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 2)
    return s + 0
}
function mm(pt) { return pt * 25.4 / 72 }
function flush(    f, z, k) {
    if (text != "")
        printf "line\t%d\t%d\t%.3f\t%.3f\t%.3f\t%s\t%s\t%s\n", page, block_n, mm(x0), mm(x1), mm(base), fonts, sizes, text
    text = ""
}
function quoted(s) { gsub(/\\"/, "\"", s); gsub(/\\\\/, "\\", s); return s }

/^page / {
    flush()
    page = $2
    split($4, wh, "x")
    match($0, /folio="[^"]*"/)
    printf "page\t%d\t%s\t%.3f\t%.3f\n", page, substr($0, RSTART + 7, RLENGTH - 8), mm(wh[1]), mm(wh[2])
    next
}
{
    depth = match($0, /[^ ]/) / 2
    abs_i[depth] = abs_i[depth - 1] + num("i")
    abs_b[depth] = abs_b[depth - 1] + num("b")
    if (depth <= 1) { abs_i[depth] = num("i"); abs_b[depth] = num("b") }
    i = abs_i[depth]; b = abs_b[depth]; ipd = num("ipd"); bpd = num("bpd")
}
$1 == "text" {
    match($0, /"(\\.|[^"\\])*"/)
    s = quoted(substr($0, RSTART + 1, RLENGTH - 2))
    if (match($0, / font="[^"]*" [0-9.]+/)) {
        f = substr($0, RSTART + 7, RLENGTH - 7)
        z = f
        sub(/^[^"]*" /, "", z)
        sub(/".*/, "", f)
    }
    if (text == "") { x0 = i; fonts = f; sizes = z; base = b + num("base") }
    else {
        if (index("+" fonts "+", "+" f "+") == 0) fonts = fonts "+" f
        if (index("+" sizes "+", "+" z "+") == 0) sizes = sizes "+" z
    }
    text = text s
    x1 = i + ipd
    next
}
$1 == "line" { flush(); next }
{ flush() }
$1 == "block" || $1 == "table-cell" { block_n++ }
$1 == "rule" || ($1 == "block" && / border-before=/ && !/ border-(after|start|end)=/) {
    printf "rule\t%d\t%.3f\t%.3f\t%.3f\t%.3f\n", page, mm(i), mm(i + ipd), mm(b + bpd / 2), bpd
}
$1 ~ /^(region-|table$|page$)/ { printf "box\t%d\t%s\t%.3f\t%.3f\t%.3f\t%.3f\n", page, $1, mm(i), mm(b), mm(i + ipd), mm(b + bpd) }
END { flush() }
