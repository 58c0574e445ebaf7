/* SPDX-License-Identifier: MIT */
/* Absolute directions and the writing mode, XSL 1.1 §5.3, §7.29.7. */
#include "fo/prop.h"

/*
 * Inline-progression and block-progression, as the sides that they start from. The modes that are not built are set as lr-tb: what is
 * said of the top of the page stays there.
 */
static void starts(int32_t mode, enum fo_phys *line, enum fo_phys *block)
{
    switch (mode) {
    case KW_RL_TB: *line = FO_RIGHT; *block = FO_TOP; break;
    case KW_TB_RL: *line = FO_TOP; *block = FO_RIGHT; break;
    default: *line = FO_LEFT; *block = FO_TOP; break;
    }
}

bool fo_mode_vertical(int32_t mode)
{
    enum fo_phys line, block;
    starts(mode, &line, &block);
    return line == FO_TOP || line == FO_BOTTOM;
}

enum fo_side fo_side_of(enum fo_phys side, int32_t mode)
{
    enum fo_phys line, block;
    starts(mode, &line, &block);
    if (side == line)
        return FO_START;
    if (side == block)
        return FO_BEFORE;
    return side % 2 == line % 2 ? FO_END : FO_AFTER;
}

static const uint16_t border_color[] = { FO_P_border_before_color, FO_P_border_after_color,
                                         FO_P_border_start_color, FO_P_border_end_color };
static const uint16_t border_style[] = { FO_P_border_before_style, FO_P_border_after_style,
                                         FO_P_border_start_style, FO_P_border_end_style };
static const uint16_t border_width[] = { FO_P_border_before_width, FO_P_border_after_width,
                                         FO_P_border_start_width, FO_P_border_end_width };
static const uint16_t padding[] = { FO_P_padding_before, FO_P_padding_after, FO_P_padding_start,
                                    FO_P_padding_end };

const struct fo_prop *fo_prop_relative(const struct fo_prop *p, const struct fo_style *s, enum fo_comp *comp)
{
    enum fo_phys side = (enum fo_phys)p->side;
    if (p->family != FO_FAM_DIMENSION) {
        enum fo_side to = fo_side_of(side, s->writing_mode);
        return &fo_props[p->family == FO_FAM_BORDER_COLOR ? border_color[to]
                         : p->family == FO_FAM_BORDER_STYLE ? border_style[to]
                         : p->family == FO_FAM_BORDER_WIDTH ? border_width[to] : padding[to]];
    }
    bool width = side == FO_DIM_WIDTH || side == FO_DIM_MIN_WIDTH || side == FO_DIM_MAX_WIDTH;
    if (side == FO_DIM_MIN_WIDTH || side == FO_DIM_MIN_HEIGHT)
        *comp = FO_COMP_MIN;
    else if (side == FO_DIM_MAX_WIDTH || side == FO_DIM_MAX_HEIGHT)
        *comp = FO_COMP_MAX;
    return &fo_props[width != fo_mode_vertical(s->writing_mode) ? FO_P_inline_progression_dimension
                                                                : FO_P_block_progression_dimension];
}
