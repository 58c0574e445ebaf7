<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- What happened at the meeting, in order: agenda items, opinions, reports of units, directives, conclusion, decisions; and the end. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:r="urn:sapchu:report:1" xmlns:p="urn:sapchu:profile:1" xmlns:sc="urn:sapchu:xslt"
    exclude-result-prefixes="r p sc">

  <xsl:template name="content">
    <xsl:variable name="label"><xsl:call-template name="term"><xsl:with-param name="name" select="'content'"/></xsl:call-template></xsl:variable>
    <xsl:choose>
      <xsl:when test="$roman">
        <xsl:call-template name="part">
          <xsl:with-param name="n" select="2"/>
          <xsl:with-param name="text" select="'Nội dung'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <fo:block keep-with-next.within-page="always">
          <xsl:call-template name="style"><xsl:with-param name="name" select="'body'"/></xsl:call-template>
          <xsl:value-of select="concat(substring-before($label, '%s'), $kind, substring-after($label, '%s'))"/>
        </fo:block>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="$report/r:agenda/*" mode="block"/>
    <xsl:apply-templates select="$report/r:conclusion | $report/r:resolutions" mode="block"/>
  </xsl:template>

  <!-- headings of the parts: "3. Thảo luận"; conclusion and decisions go on counting, or are parts III and IV -->
  <xsl:template match="r:item" mode="heading">
    <xsl:value-of select="concat(count(preceding-sibling::r:item) + 1, '. ', normalize-space(r:title))"/>
  </xsl:template>
  <xsl:template match="r:conclusion" mode="heading">
    <xsl:choose>
      <xsl:when test="$roman">III. KẾT LUẬN CỦA CHỦ TRÌ</xsl:when>
      <xsl:otherwise><xsl:value-of select="concat(count($report/r:agenda/r:item) + 1, '. Kết luận của chủ tọa')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="r:resolutions" mode="heading">
    <xsl:variable name="before" select="count($report/r:conclusion)"/>
    <xsl:choose>
      <xsl:when test="$roman"><xsl:value-of select="concat(sc:roman(3 + $before), '. NỘI DUNG ĐƯỢC THÔNG QUA')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat(count($report/r:agenda/r:item) + 1 + $before, '. Các quyết định được thông qua')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="part-heading">
    <fo:block id="{generate-id()}">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'heading-1'"/></xsl:call-template>
      <xsl:apply-templates select="." mode="heading"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="r:agenda/r:item" mode="block">
    <xsl:call-template name="part-heading"/>
    <xsl:call-template name="presenters"/>
    <xsl:call-template name="documents"/>
    <xsl:apply-templates select="*[not(self::r:title or self::r:presenter or self::r:document)]" mode="block"/>
  </xsl:template>

  <!-- not said twice: the text may begin with the presenter's name -->
  <xsl:template name="presenters">
    <xsl:variable name="text" select="*[not(self::r:title or self::r:presenter or self::r:document)][1][self::r:p]"/>
    <xsl:variable name="begins" select="$text/node()[normalize-space() != '' or self::*][1][self::r:person]/@ref"/>
    <xsl:if test="r:presenter[normalize-space() != '' or not(@person = $begins)]">
      <xsl:call-template name="para">
        <xsl:with-param name="label" select="'Người trình bày:'"/>
        <xsl:with-param name="text">
          <xsl:for-each select="r:presenter">
            <xsl:if test="position() &gt; 1">; </xsl:if>
            <xsl:choose>
              <xsl:when test="normalize-space(.) != ''"><xsl:value-of select="normalize-space(.)"/></xsl:when>
              <xsl:otherwise>
                <xsl:call-template name="person">
                  <xsl:with-param name="person" select="key('person', @person)"/>
                  <xsl:with-param name="start" select="position() = 1"/>
                </xsl:call-template>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
          <xsl:text>.</xsl:text>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="documents">
    <xsl:if test="r:document">
      <xsl:call-template name="para">
        <xsl:with-param name="label" select="'Tài liệu:'"/>
        <xsl:with-param name="text">
          <xsl:for-each select="r:document">
            <xsl:if test="position() &gt; 1">; </xsl:if>
            <xsl:value-of select="normalize-space(.)"/>
            <xsl:if test="@number"><xsl:value-of select="concat(' (số ', @number)"/></xsl:if>
            <xsl:if test="@number and @date"><xsl:value-of select="concat(' ngày ', sc:date(@date, 'admin'))"/></xsl:if>
            <xsl:if test="not(@number) and @date"><xsl:value-of select="concat(' (ngày ', sc:date(@date, 'admin'))"/></xsl:if>
            <xsl:if test="@number or @date">)</xsl:if>
          </xsl:for-each>
          <xsl:text>.</xsl:text>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The speaker runs into the first paragraph. -->
  <xsl:template match="r:opinion" mode="block">
    <xsl:variable name="speaker">
      <fo:inline font-weight="bold">
        <xsl:choose>
          <xsl:when test="@person"><xsl:call-template name="person"><xsl:with-param name="person" select="key('person', @person)"/></xsl:call-template></xsl:when>
          <xsl:otherwise><xsl:value-of select="@speaker"/></xsl:otherwise>
        </xsl:choose>
      </fo:inline>
      <xsl:if test="key('person', @person)/r:title">
        <xsl:text>, </xsl:text>
        <xsl:call-template name="titles"><xsl:with-param name="person" select="key('person', @person)"/></xsl:call-template>
      </xsl:if>
      <xsl:text>: </xsl:text>
    </xsl:variable>
    <xsl:call-template name="run-in"><xsl:with-param name="label" select="$speaker"/></xsl:call-template>
  </xsl:template>

  <!-- The narrative of the current node, its first paragraph after a label; a label of its own line before anything else. -->
  <xsl:template name="run-in">
    <xsl:param name="label"/>
    <xsl:if test="not(*[1][self::r:p])">
      <fo:block keep-with-next.within-page="always">
        <xsl:call-template name="style"><xsl:with-param name="name" select="'body'"/></xsl:call-template>
        <xsl:copy-of select="$label"/>
      </fo:block>
    </xsl:if>
    <xsl:for-each select="*">
      <xsl:choose>
        <xsl:when test="position() = 1 and self::r:p">
          <xsl:apply-templates select="." mode="block"><xsl:with-param name="label" select="$label"/></xsl:apply-templates>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="." mode="block"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="r:unit-report" mode="block">
    <fo:block id="{generate-id()}">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'heading-2'"/></xsl:call-template>
      <xsl:value-of select="normalize-space(r:unit)"/>
    </fo:block>
    <xsl:apply-templates select="*[not(self::r:unit)]" mode="block"/>
  </xsl:template>
  <xsl:template match="r:achievements" mode="block">
    <xsl:call-template name="run-in"><xsl:with-param name="label"><fo:inline font-style="italic">Kết quả: </fo:inline></xsl:with-param></xsl:call-template>
  </xsl:template>
  <xsl:template match="r:shortcomings" mode="block">
    <xsl:call-template name="run-in"><xsl:with-param name="label"><fo:inline font-style="italic">Hạn chế: </fo:inline></xsl:with-param></xsl:call-template>
  </xsl:template>
  <xsl:template match="r:causes" mode="block">
    <xsl:call-template name="run-in"><xsl:with-param name="label"><fo:inline font-style="italic">Nguyên nhân: </fo:inline></xsl:with-param></xsl:call-template>
  </xsl:template>
  <xsl:template match="r:remedies" mode="block">
    <xsl:call-template name="run-in"><xsl:with-param name="label"><fo:inline font-style="italic">Biện pháp khắc phục: </fo:inline></xsl:with-param></xsl:call-template>
  </xsl:template>

  <xsl:template match="r:decision" mode="block">
    <xsl:apply-templates mode="block" select="*"/>
  </xsl:template>

  <!-- "- Who: what. Thời hạn: 31/7/2026." -->
  <xsl:template match="r:directive" mode="block">
    <xsl:call-template name="dash">
      <xsl:with-param name="text">
        <xsl:choose>
          <xsl:when test="@person"><xsl:call-template name="person"><xsl:with-param name="person" select="key('person', @person)"/></xsl:call-template>: </xsl:when>
          <xsl:when test="@who"><xsl:value-of select="concat(@who, ': ')"/></xsl:when>
        </xsl:choose>
        <xsl:apply-templates mode="inline"/>
        <xsl:if test="@deadline"><xsl:value-of select="concat(' Thời hạn: ', sc:date(@deadline, 'admin'), '.')"/></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="r:conclusion" mode="block">
    <xsl:call-template name="part-heading"/>
    <xsl:apply-templates select="*" mode="block"/>
  </xsl:template>

  <!-- Điều 158 k1 h: decisions with the ratio of the votes -->
  <xsl:template match="r:resolutions" mode="block">
    <xsl:call-template name="part-heading"/>
    <xsl:for-each select="r:resolution">
      <fo:block>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'list'"/></xsl:call-template>
        <xsl:value-of select="concat(sc:vi-letter(position()), ') ')"/>
        <xsl:apply-templates mode="inline"/>
        <xsl:apply-templates select="key('vote', @vote)" mode="ratio"/>
      </fo:block>
    </xsl:for-each>
  </xsl:template>

  <!-- lists are paragraphs with their mark: administrative texts wrap to the margin -->
  <xsl:template match="r:list" mode="block">
    <xsl:for-each select="r:item">
      <fo:block>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'list'"/></xsl:call-template>
        <xsl:if test="ancestor::r:item/parent::r:list">
          <xsl:attribute name="start-indent"><xsl:value-of select="concat(6 * count(ancestor::r:item[parent::r:list]), 'mm')"/></xsl:attribute>
        </xsl:if>
        <xsl:apply-templates select="." mode="label"/>
        <xsl:text> </xsl:text>
        <xsl:apply-templates select="node()[not(self::r:list)]" mode="inline"/>
      </fo:block>
      <xsl:apply-templates select="r:list" mode="block"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="r:quote" mode="block">
    <xsl:for-each select="r:p">
      <fo:block>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'quote'"/></xsl:call-template>
        <xsl:text>“</xsl:text><xsl:apply-templates mode="inline"/><xsl:text>”</xsl:text>
        <xsl:if test="position() = last() and ../r:by">
          <xsl:text> (</xsl:text><xsl:apply-templates select="../r:by" mode="speaker"/><xsl:text>)</xsl:text>
        </xsl:if>
      </fo:block>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="r:by" mode="speaker">
    <xsl:choose>
      <xsl:when test="normalize-space(.) != '' or *"><xsl:apply-templates mode="inline"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="person">
          <xsl:with-param name="person" select="key('person', @person)"/>
          <xsl:with-param name="show" select="'full'"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Figures: number, label, unit, result, and plan and share where some figure has them. -->
  <xsl:template match="r:figures" mode="block">
    <xsl:variable name="plan" select="r:figure/@plan"/>
    <xsl:variable name="percent" select="r:figure/@percent"/>
    <xsl:call-template name="caption"/>
    <fo:table xsl:use-attribute-sets="table">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'table'"/></xsl:call-template>
      <xsl:call-template name="columns"><xsl:with-param name="widths" select="concat('1 6.7 2.6 2.7', substring(' 2.3', 1, 4 * boolean($plan)), substring(' 1.8', 1, 4 * boolean($percent)))"/></xsl:call-template>
      <fo:table-header>
        <fo:table-row keep-together.within-page="always">
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'TT'"/></xsl:call-template>
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Chỉ tiêu'"/></xsl:call-template>
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Đơn vị tính'"/></xsl:call-template>
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Kết quả'"/></xsl:call-template>
          <xsl:if test="$plan"><xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Kế hoạch'"/></xsl:call-template></xsl:if>
          <xsl:if test="$percent"><xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Tỷ lệ'"/></xsl:call-template></xsl:if>
        </fo:table-row>
      </fo:table-header>
      <fo:table-body>
        <xsl:for-each select="r:figure">
          <fo:table-row keep-together.within-page="always">
            <xsl:call-template name="row-keep"/>
            <xsl:call-template name="cell"><xsl:with-param name="text" select="position()"/><xsl:with-param name="align" select="'center'"/></xsl:call-template>
            <xsl:call-template name="cell">
              <xsl:with-param name="text"><xsl:call-template name="figure-label"/></xsl:with-param>
              <xsl:with-param name="indent"><xsl:choose><xsl:when test="@of">3mm</xsl:when><xsl:otherwise>0pt</xsl:otherwise></xsl:choose></xsl:with-param>
            </xsl:call-template>
            <xsl:call-template name="cell"><xsl:with-param name="text" select="string(@unit)"/><xsl:with-param name="align" select="'center'"/></xsl:call-template>
            <xsl:call-template name="cell">
              <xsl:with-param name="text">
                <xsl:variable name="qualifier" select="$words[@list = 'qualifier' and @code = current()/@qualifier]"/>
                <xsl:if test="$qualifier"><xsl:value-of select="concat($qualifier, ' ')"/></xsl:if>
                <xsl:call-template name="count"><xsl:with-param name="n" select="@value"/></xsl:call-template>
              </xsl:with-param>
              <xsl:with-param name="align" select="'right'"/>
            </xsl:call-template>
            <xsl:if test="$plan">
              <xsl:call-template name="cell">
                <xsl:with-param name="text"><xsl:if test="@plan"><xsl:call-template name="count"><xsl:with-param name="n" select="@plan"/></xsl:call-template></xsl:if></xsl:with-param>
                <xsl:with-param name="align" select="'right'"/>
              </xsl:call-template>
            </xsl:if>
            <xsl:if test="$percent">
              <xsl:call-template name="cell">
                <xsl:with-param name="text" select="sc:percent(@percent)"/>
                <xsl:with-param name="align" select="'right'"/>
              </xsl:call-template>
            </xsl:if>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <!-- The end: attachments, reading back, and the closing sentence, which the ending mark closes. -->
  <xsl:template name="closing">
    <xsl:variable name="closing" select="$report/r:closing"/>
    <xsl:variable name="end" select="($closing/r:time | $report/r:event/r:end[not($closing/r:time)])[1]"/>
    <xsl:variable name="term"><xsl:call-template name="term"><xsl:with-param name="name" select="'closing'"/></xsl:call-template></xsl:variable>
    <xsl:if test="$report/r:attachments">
      <xsl:call-template name="para"><xsl:with-param name="text" select="'Tài liệu kèm theo biên bản:'"/></xsl:call-template>
      <xsl:for-each select="$report/r:attachments/r:attachment">
        <xsl:call-template name="dash">
          <xsl:with-param name="text">
            <xsl:value-of select="normalize-space(.)"/>
            <xsl:if test="@pages"><xsl:value-of select="concat(' (', sc:leading-zero(@pages), ' trang)')"/></xsl:if>
            <xsl:value-of select="substring(';.', 1 + (position() = last()), 1)"/>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:if>
    <xsl:if test="$closing/@copies or $closing/@read-back = 'true' or $closing/@agreed = 'true'">
      <xsl:call-template name="para">
        <xsl:with-param name="text">
          <xsl:text>Biên bản này</xsl:text>
          <xsl:if test="$closing/@copies">
            <xsl:text> được lập thành </xsl:text>
            <xsl:value-of select="concat(sc:leading-zero($closing/@copies), ' bản có giá trị như nhau')"/>
          </xsl:if>
          <xsl:if test="$closing/@copies and ($closing/@read-back = 'true' or $closing/@agreed = 'true')">,</xsl:if>
          <xsl:if test="$closing/@read-back = 'true'"><xsl:value-of select="concat(' đã được đọc lại trước ', $kind)"/></xsl:if>
          <xsl:if test="$closing/@read-back = 'true' and $closing/@agreed = 'true'"> và</xsl:if>
          <xsl:if test="$closing/@agreed = 'true'"> được những người dự họp thống nhất thông qua</xsl:if>
          <xsl:text>.</xsl:text>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <!-- the signatures stand below two lines at least: this one and one before it -->
    <fo:block keep-with-next.within-page="always" keep-with-previous.within-page="always">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'body'"/></xsl:call-template>
      <xsl:value-of select="concat(sc:capitalize(concat(substring-before($term, '%s'), $kind)), substring-after($term, '%s'), ' ',
        sc:time($end), ', ', sc:date($end), $profile/p:option[@name = 'ending']/@value)"/>
    </fo:block>
  </xsl:template>

</xsl:stylesheet>
