<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- The opening of minutes: time, place, who attended and how, chair and secretary (Mẫu 1.9; Điều 158 Luật Doanh nghiệp 2020, a to d). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:r="urn:sapchu:report:1" xmlns:p="urn:sapchu:profile:1" xmlns:sc="urn:sapchu:xslt"
    exclude-result-prefixes="r p sc">

  <!-- "Label text" as a paragraph of the body. -->
  <xsl:template name="para">
    <xsl:param name="label"/>
    <xsl:param name="text"/>
    <xsl:param name="first" select="false()"/>
    <fo:block>
      <xsl:call-template name="style"><xsl:with-param name="name" select="'body'"/></xsl:call-template>
      <xsl:if test="$first"><xsl:call-template name="style"><xsl:with-param name="name" select="'first'"/></xsl:call-template></xsl:if>
      <xsl:if test="$label != ''"><xsl:value-of select="concat(normalize-space($label), ' ')"/></xsl:if>
      <xsl:copy-of select="$text"/>
    </fo:block>
  </xsl:template>

  <!-- A line of an enumeration. -->
  <xsl:template name="dash">
    <xsl:param name="text"/>
    <fo:block>
      <xsl:call-template name="style"><xsl:with-param name="name" select="'list'"/></xsl:call-template>
      <xsl:text>- </xsl:text><xsl:copy-of select="$text"/>
    </fo:block>
  </xsl:template>

  <!-- "I. THÀNH PHẦN": only in forms that number the parts with Roman figures. -->
  <xsl:template name="part">
    <xsl:param name="n"/>
    <xsl:param name="text"/>
    <fo:block>
      <xsl:call-template name="style"><xsl:with-param name="name" select="'heading-1'"/></xsl:call-template>
      <xsl:value-of select="concat(sc:roman($n), '. ', sc:upper($text))"/>
    </fo:block>
  </xsl:template>

  <xsl:template name="opening">
    <xsl:variable name="event" select="$report/r:event"/>
    <xsl:if test="$company"><xsl:call-template name="legal"/></xsl:if>
    <xsl:call-template name="para">
      <xsl:with-param name="first" select="not($company)"/>
      <xsl:with-param name="label"><xsl:call-template name="term"><xsl:with-param name="name" select="'start'"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="text" select="concat(sc:time($event/r:start), ', ', sc:date($event/r:start), '.')"/>
    </xsl:call-template>
    <xsl:call-template name="para">
      <xsl:with-param name="label"><xsl:call-template name="term"><xsl:with-param name="name" select="'venue'"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="text">
        <xsl:value-of select="normalize-space($event/r:venue)"/>
        <xsl:if test="$event/@mode = 'online'"> (họp trực tuyến)</xsl:if>
        <xsl:if test="$event/@mode = 'hybrid' and not($event/r:point)"> (trực tiếp kết hợp trực tuyến)</xsl:if>
        <xsl:if test="$event/r:point">
          <xsl:text>, kết nối trực tuyến với </xsl:text>
          <xsl:value-of select="concat(sc:leading-zero(count($event/r:point)), ' điểm cầu: ')"/>
          <xsl:for-each select="$event/r:point">
            <xsl:if test="position() &gt; 1">; </xsl:if><xsl:value-of select="normalize-space(.)"/>
          </xsl:for-each>
        </xsl:if>
        <xsl:text>.</xsl:text>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:if test="$company"><xsl:call-template name="reasons"/></xsl:if>
    <xsl:if test="$roman">
      <xsl:call-template name="part">
        <xsl:with-param name="n" select="1"/>
        <xsl:with-param name="text" select="'Thành phần'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="attendance"/>
    <xsl:call-template name="officers"/>
    <xsl:if test="not($company)"><xsl:call-template name="reasons"/></xsl:if>
  </xsl:template>

  <!-- Điều 158 k1 a: name, head office, number of the company -->
  <xsl:template name="legal">
    <xsl:variable name="firm" select="$issuer/r:*[r:legal-id][1] | $issuer/r:body[not($issuer/r:*/r:legal-id)]"/>
    <xsl:call-template name="para">
      <xsl:with-param name="first" select="true()"/>
      <xsl:with-param name="label" select="'Tên doanh nghiệp:'"/>
      <xsl:with-param name="text" select="concat(normalize-space($firm/r:name), '.')"/>
    </xsl:call-template>
    <xsl:if test="$firm/r:legal-id">
      <xsl:call-template name="para">
        <xsl:with-param name="label" select="'Mã số doanh nghiệp:'"/>
        <xsl:with-param name="text" select="concat($firm/r:legal-id, '.')"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="$firm/r:address">
      <xsl:call-template name="para">
        <xsl:with-param name="label" select="'Địa chỉ trụ sở chính:'"/>
        <xsl:with-param name="text" select="concat(normalize-space($firm/r:address), '.')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- purpose and bases; of a company the programme too (Điều 158 k1 c) -->
  <xsl:template name="reasons">
    <xsl:variable name="event" select="$report/r:event"/>
    <xsl:for-each select="$event/r:purpose">
      <fo:block>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'body'"/></xsl:call-template>
        <xsl:text>Mục đích: </xsl:text>
        <xsl:apply-templates mode="inline"/>
      </fo:block>
    </xsl:for-each>
    <xsl:if test="$event/r:basis">
      <fo:block>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'body'"/></xsl:call-template>
        <xsl:text>Căn cứ: </xsl:text>
        <xsl:for-each select="$event/r:basis">
          <xsl:if test="position() &gt; 1">; </xsl:if><xsl:apply-templates mode="inline"/>
        </xsl:for-each>
        <xsl:text>.</xsl:text>
      </fo:block>
    </xsl:if>
    <xsl:if test="$company">
      <xsl:call-template name="para">
        <xsl:with-param name="label" select="'Chương trình họp:'"/>
        <xsl:with-param name="text">
          <xsl:for-each select="$report/r:agenda/r:item">
            <xsl:if test="position() &gt; 1">; </xsl:if>
            <xsl:value-of select="concat('(', position(), ') ', normalize-space(r:title))"/>
          </xsl:for-each>
          <xsl:text>.</xsl:text>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="attendance">
    <xsl:variable name="a" select="$report/r:attendance"/>
    <xsl:if test="$a">
      <xsl:call-template name="para">
        <xsl:with-param name="label"><xsl:call-template name="term"><xsl:with-param name="name" select="'attendance'"/></xsl:call-template></xsl:with-param>
        <xsl:with-param name="text"><xsl:call-template name="attendance-counts"/></xsl:with-param>
      </xsl:call-template>
      <xsl:for-each select="$a/r:group[not(@as = 'guest')]">
        <xsl:call-template name="dash">
          <xsl:with-param name="text">
            <xsl:call-template name="count"><xsl:with-param name="n" select="@count"/></xsl:call-template>
            <xsl:value-of select="concat(' ', normalize-space(.), substring(';.', 1 + (position() = last()), 1))"/>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:choose>
        <xsl:when test="$a/r:attendee and ($company or $a/r:attendee[@manner and @manner != 'in-person'])">
          <xsl:call-template name="attendance-table"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="$a/r:attendee">
            <xsl:call-template name="dash">
              <xsl:with-param name="text">
                <xsl:call-template name="person">
                  <xsl:with-param name="person" select="key('person', @person)"/>
                  <xsl:with-param name="show" select="'full'"/>
                </xsl:call-template>
                <xsl:value-of select="substring(';.', 1 + (position() = last()), 1)"/>
              </xsl:with-param>
            </xsl:call-template>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="guests"/>
      <xsl:call-template name="absentees"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="attendance-counts">
    <xsl:variable name="a" select="$report/r:attendance"/>
    <xsl:variable name="unit"><xsl:choose><xsl:when test="$a/@unit"><xsl:value-of select="$a/@unit"/></xsl:when><xsl:otherwise>đại biểu</xsl:otherwise></xsl:choose></xsl:variable>
    <xsl:text>triệu tập </xsl:text>
    <xsl:call-template name="count"><xsl:with-param name="n" select="$a/@summoned"/></xsl:call-template>
    <xsl:value-of select="concat(' ', $unit)"/>
    <xsl:if test="$a/@official">
      <xsl:text> (chính thức </xsl:text>
      <xsl:call-template name="count"><xsl:with-param name="n" select="$a/@official"/></xsl:call-template>
      <xsl:if test="$a/@probationary">
        <xsl:text>, dự bị </xsl:text>
        <xsl:call-template name="count"><xsl:with-param name="n" select="$a/@probationary"/></xsl:call-template>
      </xsl:if>
      <xsl:text>)</xsl:text>
    </xsl:if>
    <xsl:text>; có mặt </xsl:text>
    <xsl:call-template name="count"><xsl:with-param name="n" select="$a/@present"/></xsl:call-template>
    <xsl:if test="$a/@remote &gt; 0 or $a/@proxies &gt; 0">
      <xsl:text> (</xsl:text>
      <xsl:if test="$a/@remote &gt; 0">
        <xsl:text>dự trực tuyến </xsl:text>
        <xsl:call-template name="count"><xsl:with-param name="n" select="$a/@remote"/></xsl:call-template>
      </xsl:if>
      <xsl:if test="$a/@remote &gt; 0 and $a/@proxies &gt; 0">, </xsl:if>
      <xsl:if test="$a/@proxies &gt; 0">
        <xsl:text>ủy quyền </xsl:text>
        <xsl:call-template name="count"><xsl:with-param name="n" select="$a/@proxies"/></xsl:call-template>
      </xsl:if>
      <xsl:text>)</xsl:text>
    </xsl:if>
    <xsl:text>; vắng mặt </xsl:text>
    <xsl:call-template name="count"><xsl:with-param name="n" select="$a/@absent"/></xsl:call-template>
    <xsl:if test="$a/@guests &gt; 0">
      <xsl:text>; khách mời </xsl:text>
      <xsl:call-template name="count"><xsl:with-param name="n" select="$a/@guests"/></xsl:call-template>
    </xsl:if>
    <xsl:text>.</xsl:text>
    <xsl:if test="$a/@quorum">
      <xsl:text> Số tối thiểu phải có mặt để họp là </xsl:text>
      <xsl:call-template name="count"><xsl:with-param name="n" select="$a/@quorum"/></xsl:call-template>
      <xsl:value-of select="concat(' ', $unit, '.')"/>
    </xsl:if>
    <xsl:if test="$a/r:group[not(@as = 'guest')] or $a/r:attendee"> Những người có mặt:</xsl:if>
  </xsl:template>

  <!-- Điều 158 k1 d: each member or proxy and the manner of attendance -->
  <xsl:template name="attendance-table">
    <fo:table xsl:use-attribute-sets="table">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'table'"/></xsl:call-template>
      <xsl:call-template name="columns"><xsl:with-param name="widths" select="'1 4.8 6 5.2'"/></xsl:call-template>
      <fo:table-header>
        <fo:table-row keep-together.within-page="always">
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'TT'"/></xsl:call-template>
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Họ và tên'"/></xsl:call-template>
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Chức vụ'"/></xsl:call-template>
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="'Cách thức dự họp'"/></xsl:call-template>
        </fo:table-row>
      </fo:table-header>
      <fo:table-body>
        <xsl:for-each select="$report/r:attendance/r:attendee">
          <xsl:variable name="person" select="key('person', @person)"/>
          <fo:table-row keep-together.within-page="always">
            <xsl:call-template name="row-keep"/>
            <xsl:call-template name="cell"><xsl:with-param name="text" select="position()"/><xsl:with-param name="align" select="'center'"/></xsl:call-template>
            <xsl:call-template name="cell">
              <xsl:with-param name="text"><xsl:call-template name="person"><xsl:with-param name="person" select="$person"/></xsl:call-template></xsl:with-param>
            </xsl:call-template>
            <xsl:call-template name="cell">
              <xsl:with-param name="text"><xsl:call-template name="titles"><xsl:with-param name="person" select="$person"/></xsl:call-template></xsl:with-param>
            </xsl:call-template>
            <xsl:call-template name="cell"><xsl:with-param name="text"><xsl:call-template name="manner"/></xsl:with-param></xsl:call-template>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template name="manner">
    <xsl:variable name="code"><xsl:choose><xsl:when test="@manner"><xsl:value-of select="@manner"/></xsl:when><xsl:otherwise>in-person</xsl:otherwise></xsl:choose></xsl:variable>
    <xsl:value-of select="$words[@list = 'manner' and @code = $code]"/>
    <xsl:if test="@proxy">
      <xsl:text> cho </xsl:text>
      <xsl:call-template name="person">
        <xsl:with-param name="person" select="key('person', @proxy)"/>
        <xsl:with-param name="show" select="'full'"/>
        <xsl:with-param name="start" select="false()"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="r:paper"><xsl:value-of select="concat(' (', normalize-space(r:paper), ')')"/></xsl:if>
  </xsl:template>

  <xsl:template name="guests">
    <xsl:variable name="persons" select="$report/r:people/r:person[@role = 'guest']"/>
    <xsl:variable name="groups" select="$report/r:attendance/r:group[@as = 'guest']"/>
    <xsl:if test="$persons or $groups">
      <xsl:call-template name="para">
        <xsl:with-param name="label" select="'Khách mời:'"/>
        <xsl:with-param name="text">
          <xsl:for-each select="$persons">
            <xsl:if test="position() &gt; 1">; </xsl:if>
            <xsl:call-template name="person">
              <xsl:with-param name="person" select="."/>
              <xsl:with-param name="show" select="'full'"/>
              <xsl:with-param name="start" select="false()"/>
            </xsl:call-template>
          </xsl:for-each>
          <xsl:for-each select="$groups">
            <xsl:if test="$persons or position() &gt; 1">; </xsl:if>
            <xsl:call-template name="count"><xsl:with-param name="n" select="@count"/></xsl:call-template>
            <xsl:value-of select="concat(' ', normalize-space(.))"/>
          </xsl:for-each>
          <xsl:text>.</xsl:text>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="absentees">
    <xsl:if test="$report/r:attendance/r:absentee">
      <xsl:call-template name="para">
        <xsl:with-param name="label" select="'Vắng mặt:'"/>
        <xsl:with-param name="text">
          <xsl:for-each select="$report/r:attendance/r:absentee">
            <xsl:if test="position() &gt; 1">; </xsl:if>
            <xsl:call-template name="person">
              <xsl:with-param name="person" select="key('person', @person)"/>
              <xsl:with-param name="show" select="'full'"/>
              <xsl:with-param name="start" select="false()"/>
            </xsl:call-template>
            <xsl:choose>
              <xsl:when test="@excused = 'false' and normalize-space(.) = ''"> (không có lý do)</xsl:when>
              <xsl:when test="@excused = 'false'"><xsl:value-of select="concat(' (không có lý do chính đáng: ', normalize-space(.), ')')"/></xsl:when>
              <xsl:when test="normalize-space(.) = ''"> (có lý do)</xsl:when>
              <xsl:otherwise><xsl:value-of select="concat(' (lý do: ', normalize-space(.), ')')"/></xsl:otherwise>
            </xsl:choose>
          </xsl:for-each>
          <xsl:text>.</xsl:text>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Chair, presidium, secretary, delegates. -->
  <xsl:template name="officers">
    <xsl:call-template name="officer">
      <xsl:with-param name="label"><xsl:call-template name="term"><xsl:with-param name="name" select="'chair-label'"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="persons" select="$report/r:people/r:person[@role = 'chair']"/>
    </xsl:call-template>
    <xsl:call-template name="officer">
      <xsl:with-param name="label" select="'Cùng chủ trì:'"/>
      <xsl:with-param name="persons" select="$report/r:people/r:person[@role = 'presidium']"/>
    </xsl:call-template>
    <xsl:call-template name="officer">
      <xsl:with-param name="label"><xsl:call-template name="term"><xsl:with-param name="name" select="'secretary-label'"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="persons" select="$report/r:people/r:person[@role = 'secretary']"/>
    </xsl:call-template>
    <xsl:call-template name="officer">
      <xsl:with-param name="label" select="'Đại biểu:'"/>
      <xsl:with-param name="persons" select="$report/r:people/r:person[@role = 'delegate'][not(@id = $report/r:attendance/r:*/@person)]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="officer">
    <xsl:param name="label"/>
    <xsl:param name="persons"/>
    <xsl:if test="$persons">
      <xsl:call-template name="para">
        <xsl:with-param name="label" select="$label"/>
        <xsl:with-param name="text">
          <xsl:for-each select="$persons">
            <xsl:if test="position() &gt; 1">; </xsl:if>
            <xsl:call-template name="person">
              <xsl:with-param name="person" select="."/>
              <xsl:with-param name="show" select="'full'"/>
              <xsl:with-param name="start" select="position() = 1"/>
            </xsl:call-template>
          </xsl:for-each>
          <xsl:text>.</xsl:text>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
