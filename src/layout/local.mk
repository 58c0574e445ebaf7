# SPDX-License-Identifier: MIT
src_libcore_la_SOURCES += \
  src/layout/before.c src/layout/before.h \
  src/layout/bars.c src/layout/bars.h \
  src/layout/block.c \
  src/layout/body.c src/layout/body.h \
  src/layout/box.c \
  src/layout/brk.c \
  src/layout/collect.c \
  src/layout/column.c src/layout/column.h \
  src/layout/container.c \
  src/layout/displace.c \
  src/layout/flow.c src/layout/flow.h \
  src/layout/gap.c \
  src/layout/hold.c src/layout/hold.h \
  src/layout/ids.c src/layout/ids.h \
  src/layout/index.c src/layout/index.h src/layout/index_priv.h \
  src/layout/index_list.c \
  src/layout/graphic.c \
  src/layout/inline_obj.c \
  src/layout/layout.h \
  src/layout/line.c \
  src/layout/list.c \
  src/layout/marker.c src/layout/marker.h \
  src/layout/master.c src/layout/master.h \
  src/layout/measure.c \
  src/layout/node.c \
  src/layout/note.c src/layout/note.h \
  src/layout/number.c src/layout/number.h \
  src/layout/page.c src/layout/page.h \
  src/layout/para.c src/layout/para.h \
  src/layout/para_break.c \
  src/layout/para_build.c src/layout/para_keep.c src/layout/para_place.c src/layout/para_run.c \
  src/layout/para_space.c \
  src/layout/para_side.c \
  src/layout/parallel.c src/layout/parallel.h \
  src/layout/region.c src/layout/region.h \
  src/layout/stream.c src/layout/stream.h \
  src/layout/side.c src/layout/side.h \
  src/layout/stack.c src/layout/stack.h \
  src/layout/table.c src/layout/table.h \
  src/layout/table_area.c \
  src/layout/table_auto.c \
  src/layout/table_border.c \
  src/layout/table_caption.c \
  src/layout/table_grid.c \
  src/layout/table_layer.c \
  src/layout/table_marker.c src/layout/table_marker.h \
  src/layout/table_row.c \
  src/layout/table_rule.c \
  src/layout/table_width.c
