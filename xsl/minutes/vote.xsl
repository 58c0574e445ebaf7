<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- Votes and ratings in minutes: who voted how, ballots, ratios, result (Điều 158 k1 g, h Luật Doanh nghiệp 2020). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:r="urn:sapchu:report:1" xmlns:p="urn:sapchu:profile:1" xmlns:sc="urn:sapchu:xslt"
    exclude-result-prefixes="r p sc">

  <!-- The number that percentages of a vote refer to; empty: unknown. -->
  <xsl:template match="r:vote" mode="base">
    <xsl:choose>
      <xsl:when test="@base = 'valid'"><xsl:value-of select="@valid"/></xsl:when>
      <xsl:when test="@base = 'returned'"><xsl:value-of select="@returned"/></xsl:when>
      <xsl:when test="@base = 'issued'"><xsl:value-of select="@issued"/></xsl:when>
      <xsl:when test="@base = 'summoned'"><xsl:value-of select="$report/r:attendance/@summoned"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$report/r:attendance/@present"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- " (Tán thành 5/6, tỷ lệ 83,3%.)" behind a decision -->
  <xsl:template match="r:vote" mode="ratio">
    <xsl:variable name="base"><xsl:apply-templates select="." mode="base"/></xsl:variable>
    <xsl:if test="@for">
      <xsl:text> (Tán thành </xsl:text>
      <xsl:value-of select="sc:number(@for)"/>
      <xsl:if test="$base != ''"><xsl:value-of select="concat('/', sc:number($base))"/></xsl:if>
      <xsl:if test="@percent"><xsl:value-of select="concat(', tỷ lệ ', sc:percent(@percent))"/></xsl:if>
      <xsl:text>.)</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:vote" mode="block">
    <fo:block>
      <xsl:call-template name="style"><xsl:with-param name="name" select="'body'"/></xsl:call-template>
      <xsl:if test="@method = 'by-name' or r:tally"><xsl:attribute name="keep-with-next.within-page">always</xsl:attribute></xsl:if>
      <fo:inline font-weight="bold">Biểu quyết: </fo:inline>
      <xsl:apply-templates select="r:subject/node()" mode="inline"/>
      <xsl:text>. Hình thức: </xsl:text>
      <xsl:value-of select="concat($words[@list = 'method' and @code = current()/@method], '.')"/>
      <xsl:call-template name="ballots"/>
      <xsl:if test="not(@method = 'by-name') and (@for or @against or @abstain or @other)">
        <xsl:text> Kết quả: </xsl:text>
        <xsl:call-template name="result-sentence"/>
      </xsl:if>
      <xsl:if test="not(@method = 'by-name' or r:tally)"><xsl:call-template name="result"/></xsl:if>
    </fo:block>
    <xsl:choose>
      <xsl:when test="r:tally"><xsl:call-template name="tally-table"/></xsl:when>
      <xsl:when test="@method = 'by-name'"><xsl:call-template name="voice-table"/></xsl:when>
      <xsl:when test="r:roll"><xsl:call-template name="voices"/></xsl:when>
    </xsl:choose>
    <xsl:if test="(@method = 'by-name' or r:tally) and @result">
      <xsl:call-template name="para"><xsl:with-param name="text"><xsl:call-template name="result"/></xsl:with-param></xsl:call-template>
    </xsl:if>
    <xsl:apply-templates select="r:note" mode="block"/>
  </xsl:template>

  <xsl:template match="r:note" mode="block">
    <fo:block>
      <xsl:call-template name="style"><xsl:with-param name="name" select="'body'"/></xsl:call-template>
      <xsl:apply-templates mode="inline"/>
    </fo:block>
  </xsl:template>

  <xsl:template name="result">
    <xsl:if test="@result"><xsl:value-of select="concat(' Nội dung ', $words[@list = 'result' and @code = current()/@result], '.')"/></xsl:if>
  </xsl:template>

  <xsl:template name="ballots">
    <xsl:if test="@issued or @returned or @valid or @invalid">
      <xsl:text> Số phiếu</xsl:text>
      <xsl:for-each select="@issued | @returned | @valid | @invalid">
        <xsl:sort select="string-length(substring-before('issued returned valid invalid', name()))" data-type="number"/>
        <xsl:if test="position() &gt; 1">;</xsl:if>
        <xsl:choose>
          <xsl:when test="name() = 'issued'"> phát ra: </xsl:when>
          <xsl:when test="name() = 'returned'"> thu về: </xsl:when>
          <xsl:when test="name() = 'valid'"> hợp lệ: </xsl:when>
          <xsl:otherwise> không hợp lệ: </xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="count"><xsl:with-param name="n" select="."/></xsl:call-template>
      </xsl:for-each>
      <xsl:text>.</xsl:text>
    </xsl:if>
    <xsl:if test="r:teller">
      <xsl:text> Tổ kiểm phiếu: </xsl:text>
      <xsl:for-each select="r:teller">
        <xsl:if test="position() &gt; 1">, </xsl:if>
        <xsl:call-template name="person">
          <xsl:with-param name="person" select="key('person', @person)"/>
          <xsl:with-param name="start" select="false()"/>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:text>.</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template name="result-sentence">
    <xsl:text>tán thành </xsl:text>
    <xsl:call-template name="count"><xsl:with-param name="n" select="@for"/></xsl:call-template>
    <xsl:if test="@percent"><xsl:value-of select="concat(' (', sc:percent(@percent), ')')"/></xsl:if>
    <xsl:if test="@against">
      <xsl:text>; không tán thành </xsl:text>
      <xsl:call-template name="count"><xsl:with-param name="n" select="@against"/></xsl:call-template>
    </xsl:if>
    <xsl:if test="@abstain">
      <xsl:text>; không có ý kiến </xsl:text>
      <xsl:call-template name="count"><xsl:with-param name="n" select="@abstain"/></xsl:call-template>
    </xsl:if>
    <xsl:if test="@other &gt; 0">
      <xsl:text>; ý kiến khác </xsl:text>
      <xsl:call-template name="count"><xsl:with-param name="n" select="@other"/></xsl:call-template>
    </xsl:if>
    <xsl:text>.</xsl:text>
  </xsl:template>

  <!-- "Ông A (lý do), Bà B" of one choice -->
  <xsl:template name="voice-names">
    <xsl:param name="choice"/>
    <xsl:for-each select="r:roll/r:voice[@choice = $choice]">
      <xsl:if test="position() &gt; 1">, </xsl:if>
      <xsl:call-template name="person">
        <xsl:with-param name="person" select="key('person', @person)"/>
        <xsl:with-param name="start" select="position() = 1"/>
      </xsl:call-template>
      <xsl:if test="normalize-space(.) != ''"><xsl:value-of select="concat(' (', normalize-space(.), ')')"/></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="voices">
    <xsl:variable name="vote" select="."/>
    <xsl:for-each select="$words[@list = 'choice'][@code = $vote/r:roll/r:voice/@choice]">
      <xsl:variable name="code" select="@code"/>
      <xsl:variable name="label" select="string(.)"/>
      <xsl:for-each select="$vote">
        <xsl:call-template name="dash">
          <xsl:with-param name="text">
            <xsl:value-of select="concat($label, ': ')"/>
            <xsl:call-template name="voice-names"><xsl:with-param name="choice" select="$code"/></xsl:call-template>
            <xsl:text>.</xsl:text>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- one row a choice: count, ratio, names -->
  <xsl:template name="voice-table">
    <xsl:variable name="base"><xsl:apply-templates select="." mode="base"/></xsl:variable>
    <fo:table xsl:use-attribute-sets="table">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'table'"/></xsl:call-template>
      <xsl:call-template name="columns"><xsl:with-param name="widths" select="'3.2 2.2 1.8 8.8'"/></xsl:call-template>
      <fo:table-header>
        <fo:table-row keep-together.within-page="always" keep-with-next.within-page="always">
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Ý kiến'"/></xsl:call-template>
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Số phiếu'"/></xsl:call-template>
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Tỷ lệ'"/></xsl:call-template>
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Thành viên'"/></xsl:call-template>
        </fo:table-row>
      </fo:table-header>
      <fo:table-body>
        <xsl:call-template name="voice-row"><xsl:with-param name="choice" select="'for'"/><xsl:with-param name="n" select="@for"/><xsl:with-param name="base" select="$base"/></xsl:call-template>
        <xsl:call-template name="voice-row"><xsl:with-param name="choice" select="'against'"/><xsl:with-param name="n" select="@against"/><xsl:with-param name="base" select="$base"/></xsl:call-template>
        <xsl:call-template name="voice-row"><xsl:with-param name="choice" select="'abstain'"/><xsl:with-param name="n" select="@abstain"/><xsl:with-param name="base" select="$base"/></xsl:call-template>
        <xsl:call-template name="voice-row"><xsl:with-param name="choice" select="'other'"/><xsl:with-param name="n" select="@other"/><xsl:with-param name="base" select="$base"/></xsl:call-template>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template name="voice-row">
    <xsl:param name="choice"/>
    <xsl:param name="n"/>
    <xsl:param name="base"/>
    <xsl:if test="$n != '' and not($choice = 'other' and $n = 0)">
      <fo:table-row keep-together.within-page="always" keep-with-next.within-page="always">
        <xsl:call-template name="cell"><xsl:with-param name="text" select="string($words[@list = 'choice' and @code = $choice])"/></xsl:call-template>
        <xsl:call-template name="cell">
          <xsl:with-param name="text"><xsl:call-template name="count"><xsl:with-param name="n" select="$n"/></xsl:call-template></xsl:with-param>
          <xsl:with-param name="align" select="'center'"/>
        </xsl:call-template>
        <xsl:call-template name="cell">
          <xsl:with-param name="text">
            <xsl:choose>
              <xsl:when test="$choice = 'for' and @percent"><xsl:value-of select="sc:percent(@percent)"/></xsl:when>
              <xsl:when test="$n = 0">0%</xsl:when>
              <xsl:when test="$base &gt; 0"><xsl:value-of select="sc:percent(100 * $n div $base, 1)"/></xsl:when>
            </xsl:choose>
          </xsl:with-param>
          <xsl:with-param name="align" select="'center'"/>
        </xsl:call-template>
        <xsl:call-template name="cell">
          <xsl:with-param name="text"><xsl:call-template name="voice-names"><xsl:with-param name="choice" select="$choice"/></xsl:call-template></xsl:with-param>
        </xsl:call-template>
      </fo:table-row>
    </xsl:if>
  </xsl:template>

  <!-- votes by class or by name of the thing voted -->
  <xsl:template name="tally-table">
    <fo:table xsl:use-attribute-sets="table">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'table'"/></xsl:call-template>
      <xsl:call-template name="columns"><xsl:with-param name="widths" select="'7 3 3'"/></xsl:call-template>
      <fo:table-header>
        <fo:table-row keep-together.within-page="always" keep-with-next.within-page="always">
          <xsl:call-template name="head-cell"><xsl:with-param name="text"><xsl:choose><xsl:when test="r:tally/@class">Mức xếp loại</xsl:when><xsl:otherwise>Nội dung</xsl:otherwise></xsl:choose></xsl:with-param></xsl:call-template>
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Số phiếu'"/></xsl:call-template>
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Tỷ lệ'"/></xsl:call-template>
        </fo:table-row>
      </fo:table-header>
      <fo:table-body>
        <xsl:for-each select="r:tally">
          <fo:table-row keep-together.within-page="always">
            <xsl:call-template name="row-keep"/>
            <xsl:call-template name="cell"><xsl:with-param name="text" select="string($words[@list = 'class' and @code = current()/@class] | @label)"/></xsl:call-template>
            <xsl:call-template name="cell">
              <xsl:with-param name="text"><xsl:call-template name="count"><xsl:with-param name="n" select="@count"/></xsl:call-template></xsl:with-param>
              <xsl:with-param name="align" select="'center'"/>
            </xsl:call-template>
            <xsl:call-template name="cell"><xsl:with-param name="text" select="sc:percent(@percent)"/><xsl:with-param name="align" select="'center'"/></xsl:call-template>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <!-- "(đề nghị) Hoàn thành tốt nhiệm vụ, 86 điểm" -->
  <xsl:template name="class">
    <xsl:value-of select="$words[@list = 'class' and @code = current()/@class]"/>
    <xsl:if test="@score"><xsl:value-of select="concat(' (', sc:number(@score), ' điểm)')"/></xsl:if>
  </xsl:template>

  <xsl:template match="r:unit-rating" mode="block">
    <xsl:apply-templates select="r:vote" mode="block"/>
    <xsl:call-template name="rating-sentence"><xsl:with-param name="who" select="@unit"/></xsl:call-template>
    <xsl:apply-templates select="r:note" mode="block"/>
  </xsl:template>

  <xsl:template name="rating-sentence">
    <xsl:param name="who"/>
    <xsl:call-template name="para">
      <xsl:with-param name="text">
        <xsl:choose>
          <xsl:when test="@stage = 'decided'">Xếp loại </xsl:when>
          <xsl:when test="@stage = 'self'">Tự xếp loại: </xsl:when>
          <xsl:otherwise>Đề nghị xếp loại </xsl:otherwise>
        </xsl:choose>
        <xsl:value-of select="concat($who, ': ')"/>
        <xsl:call-template name="class"/>
        <xsl:text>.</xsl:text>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- ratings that follow one another and were voted by class make one table -->
  <xsl:template match="r:rating" mode="block">
    <xsl:variable name="in-table" select="r:vote/r:tally/@class"/>
    <xsl:variable name="previous" select="preceding-sibling::*[1][self::r:rating][r:vote/r:tally/@class]"/>
    <xsl:choose>
      <xsl:when test="$in-table and $previous"/>
      <xsl:when test="$in-table"><xsl:call-template name="rating-table"/></xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="r:vote" mode="block"/>
        <xsl:call-template name="rating-sentence">
          <xsl:with-param name="who"><xsl:call-template name="person"><xsl:with-param name="person" select="key('person', @person)"/><xsl:with-param name="start" select="false()"/></xsl:call-template></xsl:with-param>
        </xsl:call-template>
        <xsl:apply-templates select="r:note" mode="block"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="rating-table">
    <!-- this one and those that follow without a gap -->
    <xsl:variable name="stop" select="following-sibling::*[not(self::r:rating[r:vote/r:tally/@class])][1]"/>
    <xsl:variable name="end"><xsl:choose><xsl:when test="$stop"><xsl:value-of select="count($stop/preceding-sibling::*)"/></xsl:when><xsl:otherwise><xsl:value-of select="count(../*)"/></xsl:otherwise></xsl:choose></xsl:variable>
    <xsl:variable name="first" select="count(preceding-sibling::*) + 1"/>
    <xsl:variable name="ratings" select="../*[position() &gt;= $first and position() &lt;= $end]"/>
    <fo:block keep-with-next.within-page="always">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'table-caption'"/></xsl:call-template>
      <xsl:text>Kết quả bỏ phiếu xếp loại cá nhân</xsl:text>
    </fo:block>
    <fo:table xsl:use-attribute-sets="table">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'table'"/></xsl:call-template>
      <xsl:call-template name="columns"><xsl:with-param name="widths" select="'1 4.6 1.8 1.9 1.9 1.9 1.9 2.8'"/></xsl:call-template>
      <fo:table-header>
        <fo:table-row keep-together.within-page="always">
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'TT'"/></xsl:call-template>
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Nội dung'"/></xsl:call-template>
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Phiếu hợp lệ/ thu về/ phát ra'"/></xsl:call-template>
          <xsl:for-each select="$words[@list = 'class-short']">
            <xsl:call-template name="head-cell"><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
          </xsl:for-each>
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Đề nghị xếp loại'"/></xsl:call-template>
        </fo:table-row>
      </fo:table-header>
      <fo:table-body>
        <xsl:for-each select="$ratings">
          <xsl:variable name="vote" select="r:vote"/>
          <fo:table-row keep-together.within-page="always">
            <xsl:call-template name="row-keep"/>
            <xsl:call-template name="cell"><xsl:with-param name="text" select="position()"/><xsl:with-param name="align" select="'center'"/></xsl:call-template>
            <xsl:call-template name="cell"><xsl:with-param name="text"><xsl:apply-templates select="$vote/r:subject/node()" mode="inline"/></xsl:with-param></xsl:call-template>
            <xsl:call-template name="cell">
              <xsl:with-param name="text" select="concat($vote/@valid, '/', $vote/@returned, '/', $vote/@issued)"/>
              <xsl:with-param name="align" select="'center'"/>
            </xsl:call-template>
            <xsl:for-each select="$words[@list = 'class-short']">
              <xsl:variable name="tally" select="$vote/r:tally[@class = current()/@code]"/>
              <xsl:call-template name="cell">
                <xsl:with-param name="text">
                  <xsl:if test="$tally">
                    <xsl:value-of select="sc:leading-zero($tally/@count)"/>
                    <xsl:if test="$tally/@percent"><xsl:value-of select="concat(' (', sc:percent($tally/@percent), ')')"/></xsl:if>
                  </xsl:if>
                </xsl:with-param>
                <xsl:with-param name="align" select="'center'"/>
              </xsl:call-template>
            </xsl:for-each>
            <xsl:call-template name="cell"><xsl:with-param name="text"><xsl:call-template name="class"/></xsl:with-param></xsl:call-template>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
    <xsl:for-each select="$ratings[r:note or r:vote/r:note]">
      <xsl:call-template name="para">
        <xsl:with-param name="text">
          <xsl:call-template name="person"><xsl:with-param name="person" select="key('person', @person)"/></xsl:call-template>
          <xsl:text>: </xsl:text>
          <xsl:apply-templates select="(r:note | r:vote/r:note)/node()" mode="inline"/>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
