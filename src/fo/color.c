/* SPDX-License-Identifier: MIT */
/* Color names, XSL 1.1 §5.9.5 (those of CSS and SVG), and hexadecimal notation. */
#include "fo/expr.h"

#include <glib.h>
#include <string.h>

struct named {
    const char *name;
    uint32_t rgb;
};

/* In alphabetical order: looked up by bisection. */
static const struct named colors[] = {
    { "aliceblue", 0xf0f8ff }, { "antiquewhite", 0xfaebd7 }, { "aqua", 0x00ffff },
    { "aquamarine", 0x7fffd4 }, { "azure", 0xf0ffff }, { "beige", 0xf5f5dc }, { "bisque", 0xffe4c4 },
    { "black", 0x000000 }, { "blanchedalmond", 0xffebcd }, { "blue", 0x0000ff }, { "blueviolet", 0x8a2be2 },
    { "brown", 0xa52a2a }, { "burlywood", 0xdeb887 }, { "cadetblue", 0x5f9ea0 }, { "chartreuse", 0x7fff00 },
    { "chocolate", 0xd2691e }, { "coral", 0xff7f50 }, { "cornflowerblue", 0x6495ed },
    { "cornsilk", 0xfff8dc }, { "crimson", 0xdc143c }, { "cyan", 0x00ffff }, { "darkblue", 0x00008b },
    { "darkcyan", 0x008b8b }, { "darkgoldenrod", 0xb8860b }, { "darkgray", 0xa9a9a9 },
    { "darkgreen", 0x006400 }, { "darkgrey", 0xa9a9a9 }, { "darkkhaki", 0xbdb76b },
    { "darkmagenta", 0x8b008b }, { "darkolivegreen", 0x556b2f }, { "darkorange", 0xff8c00 },
    { "darkorchid", 0x9932cc }, { "darkred", 0x8b0000 }, { "darksalmon", 0xe9967a },
    { "darkseagreen", 0x8fbc8f }, { "darkslateblue", 0x483d8b }, { "darkslategray", 0x2f4f4f },
    { "darkslategrey", 0x2f4f4f }, { "darkturquoise", 0x00ced1 }, { "darkviolet", 0x9400d3 },
    { "deeppink", 0xff1493 }, { "deepskyblue", 0x00bfff }, { "dimgray", 0x696969 }, { "dimgrey", 0x696969 },
    { "dodgerblue", 0x1e90ff }, { "firebrick", 0xb22222 }, { "floralwhite", 0xfffaf0 },
    { "forestgreen", 0x228b22 }, { "fuchsia", 0xff00ff }, { "gainsboro", 0xdcdcdc },
    { "ghostwhite", 0xf8f8ff }, { "gold", 0xffd700 }, { "goldenrod", 0xdaa520 }, { "gray", 0x808080 },
    { "green", 0x008000 }, { "greenyellow", 0xadff2f }, { "grey", 0x808080 }, { "honeydew", 0xf0fff0 },
    { "hotpink", 0xff69b4 }, { "indianred", 0xcd5c5c }, { "indigo", 0x4b0082 }, { "ivory", 0xfffff0 },
    { "khaki", 0xf0e68c }, { "lavender", 0xe6e6fa }, { "lavenderblush", 0xfff0f5 },
    { "lawngreen", 0x7cfc00 }, { "lemonchiffon", 0xfffacd }, { "lightblue", 0xadd8e6 },
    { "lightcoral", 0xf08080 }, { "lightcyan", 0xe0ffff }, { "lightgoldenrodyellow", 0xfafad2 },
    { "lightgray", 0xd3d3d3 }, { "lightgreen", 0x90ee90 }, { "lightgrey", 0xd3d3d3 },
    { "lightpink", 0xffb6c1 }, { "lightsalmon", 0xffa07a }, { "lightseagreen", 0x20b2aa },
    { "lightskyblue", 0x87cefa }, { "lightslategray", 0x778899 }, { "lightslategrey", 0x778899 },
    { "lightsteelblue", 0xb0c4de }, { "lightyellow", 0xffffe0 }, { "lime", 0x00ff00 },
    { "limegreen", 0x32cd32 }, { "linen", 0xfaf0e6 }, { "magenta", 0xff00ff }, { "maroon", 0x800000 },
    { "mediumaquamarine", 0x66cdaa }, { "mediumblue", 0x0000cd }, { "mediumorchid", 0xba55d3 },
    { "mediumpurple", 0x9370db }, { "mediumseagreen", 0x3cb371 }, { "mediumslateblue", 0x7b68ee },
    { "mediumspringgreen", 0x00fa9a }, { "mediumturquoise", 0x48d1cc }, { "mediumvioletred", 0xc71585 },
    { "midnightblue", 0x191970 }, { "mintcream", 0xf5fffa }, { "mistyrose", 0xffe4e1 },
    { "moccasin", 0xffe4b5 }, { "navajowhite", 0xffdead }, { "navy", 0x000080 }, { "oldlace", 0xfdf5e6 },
    { "olive", 0x808000 }, { "olivedrab", 0x6b8e23 }, { "orange", 0xffa500 }, { "orangered", 0xff4500 },
    { "orchid", 0xda70d6 }, { "palegoldenrod", 0xeee8aa }, { "palegreen", 0x98fb98 },
    { "paleturquoise", 0xafeeee }, { "palevioletred", 0xdb7093 }, { "papayawhip", 0xffefd5 },
    { "peachpuff", 0xffdab9 }, { "peru", 0xcd853f }, { "pink", 0xffc0cb }, { "plum", 0xdda0dd },
    { "powderblue", 0xb0e0e6 }, { "purple", 0x800080 }, { "red", 0xff0000 }, { "rosybrown", 0xbc8f8f },
    { "royalblue", 0x4169e1 }, { "saddlebrown", 0x8b4513 }, { "salmon", 0xfa8072 },
    { "sandybrown", 0xf4a460 }, { "seagreen", 0x2e8b57 }, { "seashell", 0xfff5ee }, { "sienna", 0xa0522d },
    { "silver", 0xc0c0c0 }, { "skyblue", 0x87ceeb }, { "slateblue", 0x6a5acd }, { "slategray", 0x708090 },
    { "slategrey", 0x708090 }, { "snow", 0xfffafa }, { "springgreen", 0x00ff7f }, { "steelblue", 0x4682b4 },
    { "tan", 0xd2b48c }, { "teal", 0x008080 }, { "thistle", 0xd8bfd8 }, { "tomato", 0xff6347 },
    { "turquoise", 0x40e0d0 }, { "violet", 0xee82ee }, { "wheat", 0xf5deb3 }, { "white", 0xffffff },
    { "whitesmoke", 0xf5f5f5 }, { "yellow", 0xffff00 }, { "yellowgreen", 0x9acd32 },
};

/* #rgb, #rrggbb, and with the opacity behind: #rgba, #rrggbbaa (CSS Color 4 §5.2). */
static bool hex_lookup(struct fo_slice a, fo_color *out)
{
    uint32_t v = 0;
    bool brief = a.n <= 5;
    if (a.n != 4 && a.n != 5 && a.n != 7 && a.n != 9)
        return false;
    for (size_t i = 1; i < a.n; i++) {
        int d = g_ascii_xdigit_value(a.s[i]);
        if (d < 0)
            return false;
        v = brief ? v << 8 | (uint32_t)d * 0x11 : v << 4 | (uint32_t)d;
    }
    *out = a.n == 5 || a.n == 9 ? v : v << 8 | 0xff;
    return true;
}

/* Those of CSS2 §18.2; a page has no desktop, so they are what one usually looks like, the same everywhere. */
static const struct named system_colors[] = {
    { "ActiveBorder", 0xd3d3d3 }, { "ActiveCaption", 0x000080 }, { "AppWorkspace", 0x808080 },
    { "Background", 0xffffff }, { "ButtonFace", 0xd3d3d3 }, { "ButtonHighlight", 0xffffff },
    { "ButtonShadow", 0x808080 }, { "ButtonText", 0x000000 }, { "Canvas", 0xffffff }, { "CanvasText", 0x000000 },
    { "CaptionText", 0xffffff }, { "GrayText", 0x808080 }, { "Highlight", 0x000080 }, { "HighlightText", 0xffffff },
    { "InactiveBorder", 0xd3d3d3 }, { "InactiveCaption", 0x808080 }, { "InactiveCaptionText", 0xd3d3d3 },
    { "InfoBackground", 0xffffe0 }, { "InfoText", 0x000000 }, { "Menu", 0xffffff }, { "MenuText", 0x000000 },
    { "Scrollbar", 0xd3d3d3 }, { "ThreeDDarkShadow", 0x404040 }, { "ThreeDFace", 0xd3d3d3 },
    { "ThreeDHighlight", 0xffffff }, { "ThreeDLightShadow", 0xe8e8e8 }, { "ThreeDShadow", 0x808080 },
    { "Window", 0xffffff }, { "WindowFrame", 0x808080 }, { "WindowText", 0x000000 },
};

bool fo_color_system(struct fo_slice a, fo_color *out)
{
    for (size_t i = 0; i < G_N_ELEMENTS(system_colors); i++)
        if (strlen(system_colors[i].name) == a.n && g_ascii_strncasecmp(system_colors[i].name, a.s, a.n) == 0) {
            *out = system_colors[i].rgb << 8 | 0xff;
            return true;
        }
    return a.n > 0 && fo_color_lookup(a, out);
}

bool fo_color_lookup(struct fo_slice a, fo_color *out)
{
    if (a.n > 0 && a.s[0] == '#')
        return hex_lookup(a, out);
    if (fo_slice_is(a, "transparent")) {
        *out = 0;
        return true;
    }
    size_t lo = 0, hi = G_N_ELEMENTS(colors);
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int c = g_ascii_strncasecmp(a.s, colors[mid].name, a.n);
        if (c == 0 && colors[mid].name[a.n] != '\0')
            c = -1;
        if (c == 0) {
            *out = colors[mid].rgb << 8 | 0xff;
            return true;
        }
        if (c < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return false;
}

const char *fo_color_nearest(const char *s)
{
    return fo_nearest(s, &colors[0].name, sizeof colors[0], G_N_ELEMENTS(colors));
}
