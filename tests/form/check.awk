# SPDX-License-Identifier: MIT
# Holds what was measured on the pages (measure.awk) against a table of what the form asks for. Speaks TAP, without a plan.
# usage: awk -f check.awk [-v shift=MM] MEASURED TABLE     (shift is added to each measured number: a test of the test)
#
# The table's cells are parted by " | ". A row that begins with "=" names something on a page:
#   = NAME | PAGE | line | TEXT          the first line of text that begins so
#   = NAME | PAGE | para | TEXT          the whole block whose first line begins so
#   = NAME | PAGE | lines | REGEXP       all lines of text that match
#   = NAME | PAGE | above | BOX          all lines of text above the top of that box
#   = NAME | PAGE | rule below | NAME    the nearest horizontal stroke below a line
#   = NAME | PAGE | box | region-body    an area by its name
# The others say what must be measured on it:
#   NAME | QUANTITY | EXPECTED | TOLERANCE | SOURCE
# line, rule, box: left right top bottom width centre baseline (y of a rule), size thickness font text count,
#   "below NAME" (distance of the baselines), "of NAME" (width as a part of the other's); margin-left … margin-bottom (to the page's edges)
# para: indent (of the first line), left, right (the least of all lines but the last: justified), leading (the greatest)
function trim(s) { gsub(/^[ \t]+|[ \t]+$/, "", s); return s }
function bad(why) { fault = why; return "" }
function find(page, text,    k) {
    for (k = 1; k <= nl; k++)
        if (lp[k] == page && index(lt[k], text) == 1)
            return k
    return 0
}
function define(    name, page, kind, arg, k, j, n, best) {
    name = trim(substr(cell[1], 2)); page = cell[2]; kind = cell[3]; arg = cell[4]
    of[name] = kind; where[name] = page; count[name] = 0
    if (kind == "line" || kind == "para") {
        if ((k = find(page, arg)) == 0)
            return
        count[name] = 1
        first[name] = k; left[name] = lx0[k]; right[name] = lx1[k]; base[name] = ly[k]
        font[name] = lf[k]; size[name] = ls[k]; text[name] = lt[k]
        if (kind == "para")
            paragraph(name, k)
    } else if (kind == "lines") {
        for (k = 1; k <= nl; k++)
            if (lp[k] == page && lt[k] ~ arg)
                count[name]++
    } else if (kind == "above") {
        for (k = 1; k <= nl; k++)
            if (lp[k] == page && ly[k] < top[arg])
                count[name]++
    } else if (kind == "rule below") {
        for (k = 1; k <= nr; k++)
            if (rp[k] == page && ry[k] > base[arg] && rx0[k] < right[arg] && rx1[k] > left[arg] && (!count[name] || ry[k] < base[name])) {
                count[name] = 1
                left[name] = rx0[k]; right[name] = rx1[k]; base[name] = ry[k]; thick[name] = rt[k]
            }
    } else if (kind == "box") {
        for (k = 1; k <= nb && !count[name]; k++)
            if (bp[k] == page && bn[k] == arg) {
                count[name] = 1
                left[name] = bx0[k]; top[name] = by0[k]; right[name] = bx1[k]; bottom[name] = by1[k]
            }
    }
}
function paragraph(name, k,    j, m) {
    for (j = k; j < nl && lp[j + 1] == lp[k] && lb[j + 1] == lb[k]; j++) {
        if (lx1[j] < right[name] || j == k) right[name] = lx1[j]
        if (ly[j + 1] - ly[j] > lead[name]) lead[name] = ly[j + 1] - ly[j]
        if (lx0[j + 1] < left[name]) left[name] = lx0[j + 1]
    }
    rows[name] = j - k + 1
    indent[name] = lx0[k] - left[name]
}
function measured(name, what,    other) {
    if (!(name in of)) return bad("no such row: " name)
    if (what == "count") return count[name]
    if (!count[name]) return bad("not found on page " where[name])
    if (what == "left") return left[name]
    if (what == "right") return right[name]
    if (what == "top") return top[name]
    if (what == "bottom") return bottom[name]
    if (what == "width") return right[name] - left[name]
    if (what == "centre") return (left[name] + right[name]) / 2
    if (what == "baseline") return base[name]
    if (what == "font") return font[name]
    if (what == "size") return size[name]
    if (what == "text") return text[name]
    if (what == "thickness") return thick[name]
    if (what == "indent") return rows[name] > 1 ? indent[name] : bad("one line only")
    if (what == "leading") return rows[name] > 1 ? lead[name] : bad("one line only")
    if (what == "margin-left") return left[name]
    if (what == "margin-top") return top[name]
    if (what == "margin-right") return pw[where[name]] - right[name]
    if (what == "margin-bottom") return ph[where[name]] - bottom[name]
    other = what
    sub(/^[a-z]+ /, "", other)
    if (!count[other]) return bad("not found: " other)
    if (what ~ /^below /) return base[name] - base[other]
    if (what ~ /^of /) return (right[name] - left[name]) / (right[other] - left[other])
    return bad("no such quantity")
}
function check(    name, what, want, tol, got, ok) {
    name = cell[1]; what = cell[2]; want = cell[3]; tol = cell[4]
    fault = ""
    got = measured(name, what)
    if (fault != "") ok = 0
    else if (tol == "=") { ok = (got == want); if (!ok) fault = "\"" got "\"" }
    else {
        got += shift
        ok = got - want <= tol + 1e-6 && want - got <= tol + 1e-6
        fault = sprintf("%.4g", got)
    }
    printf "%s - %s, page %s: %s %s%s%s\n", ok ? "ok" : "not ok", name, where[name], what, want,
        tol == "=" ? "" : " ± " tol, fault == "" ? "" : " (" fault ")"
    if (!ok) print "# after: " cell[5]
}
BEGIN { FS = "\t" }
FNR == NR {
    if ($1 == "page") { pw[$2] = $4; ph[$2] = $5 }
    else if ($1 == "line") { nl++; lp[nl] = $2; lb[nl] = $3; lx0[nl] = $4; lx1[nl] = $5; ly[nl] = $6; lf[nl] = $7; ls[nl] = $8; lt[nl] = $9 }
    else if ($1 == "rule") { nr++; rp[nr] = $2; rx0[nr] = $3; rx1[nr] = $4; ry[nr] = $5; rt[nr] = $6 }
    else if ($1 == "box") { nb++; bp[nb] = $2; bn[nb] = $3; bx0[nb] = $4; by0[nb] = $5; bx1[nb] = $6; by1[nb] = $7 }
    next
}
/^[ \t]*(#|$)/ { next }
{
    n = split($0, cell, /[ \t]+\|[ \t]+/)
    for (c = 1; c <= n; c++) cell[c] = trim(cell[c])
    if ($0 ~ /^=/) define()
    else check()
}
