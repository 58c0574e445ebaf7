<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  What every document made of a report shares, whatever its format: looking things up, and the words for figures,
  people and dates. In: a report; the importing stylesheet defines $profile. Out: text.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:sapchu:report:1" xmlns:p="urn:sapchu:profile:1" xmlns:sc="urn:sapchu:xslt"
    exclude-result-prefixes="r p sc">

  <xsl:key name="person" match="r:people/r:person" use="@id"/>
  <xsl:key name="figure" match="r:figure" use="@id"/>
  <xsl:key name="block" match="r:table | r:list | r:figures | r:unit-report" use="@id"/>
  <xsl:key name="vote" match="r:vote" use="@id"/>

  <xsl:variable name="report" select="/r:report"/>
  <xsl:variable name="words" select="document('words.xml')/words/word"/>
  <xsl:variable name="leading-zero" select="$profile/p:option[@name = 'leading-zero']/@value = 'yes'"/>
  <xsl:variable name="kind" select="$words[@list = 'kind' and @code = $report/@kind]"/>

  <!-- A word that the form prints; the default where the profile has none. -->
  <xsl:template name="term">
    <xsl:param name="name"/>
    <xsl:param name="default"/>
    <xsl:choose>
      <xsl:when test="$profile/p:term[@name = $name]"><xsl:value-of select="$profile/p:term[@name = $name]"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$default"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A whole number in prose: 03 where the form asks for it, otherwise 3; 3.600. -->
  <xsl:template name="count">
    <xsl:param name="n"/>
    <xsl:choose>
      <xsl:when test="$leading-zero"><xsl:value-of select="sc:leading-zero($n)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="sc:number($n)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- "12 tổ", "86%": a unit that is a sign stands close. -->
  <xsl:template name="quantity">
    <xsl:param name="n"/>
    <xsl:param name="unit"/>
    <xsl:call-template name="count"><xsl:with-param name="n" select="$n"/></xsl:call-template>
    <xsl:if test="$unit != '' and $unit != '%'"><xsl:text> </xsl:text></xsl:if>
    <xsl:value-of select="$unit"/>
  </xsl:template>

  <xsl:template name="figure">
    <xsl:param name="figure"/>
    <xsl:param name="show" select="'full'"/>
    <xsl:variable name="qualifier" select="$words[@list = 'qualifier' and @code = $figure/@qualifier]"/>
    <xsl:choose>
      <xsl:when test="not($figure)"/>
      <xsl:when test="$show = 'percent'"><xsl:value-of select="sc:percent($figure/@percent)"/></xsl:when>
      <xsl:when test="$show = 'number'">
        <xsl:call-template name="count"><xsl:with-param name="n" select="$figure/@value"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="$show = 'plan'">
        <xsl:call-template name="quantity">
          <xsl:with-param name="n" select="$figure/@plan"/>
          <xsl:with-param name="unit" select="$figure/@unit"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="$show != 'value' and $qualifier"><xsl:value-of select="concat($qualifier, ' ')"/></xsl:if>
        <xsl:call-template name="quantity">
          <xsl:with-param name="n" select="$figure/@value"/>
          <xsl:with-param name="unit" select="$figure/@unit"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A person of r:people. The form of address is written small inside a sentence. -->
  <xsl:template name="person">
    <xsl:param name="person"/>
    <xsl:param name="show" select="'addressed'"/>
    <xsl:param name="start" select="true()"/>
    <xsl:if test="$show != 'name' and $person/@honorific">
      <xsl:choose>
        <xsl:when test="$start"><xsl:value-of select="sc:capitalize($person/@honorific)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="sc:lower($person/@honorific)"/></xsl:otherwise>
      </xsl:choose>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:value-of select="normalize-space($person/r:name)"/>
    <xsl:if test="$show = 'full'">
      <xsl:for-each select="$person/r:title"><xsl:value-of select="concat(', ', normalize-space(.))"/></xsl:for-each>
      <xsl:if test="$person/r:unit"><xsl:value-of select="concat(', ', normalize-space($person/r:unit))"/></xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- Titles alone: "Ủy viên …, Bí thư …". -->
  <xsl:template name="titles">
    <xsl:param name="person"/>
    <xsl:for-each select="$person/r:title | $person/r:unit">
      <xsl:if test="position() &gt; 1">, </xsl:if>
      <xsl:value-of select="normalize-space(.)"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The mark before an item of a list. -->
  <xsl:template match="r:list/r:item" mode="label">
    <xsl:variable name="n" select="count(preceding-sibling::r:item) + 1"/>
    <xsl:choose>
      <xsl:when test="../@type = 'number'"><xsl:value-of select="concat($n, '.')"/></xsl:when>
      <xsl:when test="../@type = 'letter'"><xsl:value-of select="concat(sc:vi-letter($n), ')')"/></xsl:when>
      <xsl:when test="../@type = 'bullet'">•</xsl:when>
      <xsl:otherwise>-</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A figure's label in a table, with its period unless the caption says it. -->
  <xsl:template name="figure-label">
    <xsl:value-of select="sc:capitalize(@label)"/>
    <xsl:if test="@period and not(contains(../r:caption, @period))"><xsl:value-of select="concat(' (', @period, ')')"/></xsl:if>
  </xsl:template>

  <!-- Inline elements that are text in every format; line breaks and indents of the source are single blanks. -->
  <xsl:template match="text()" mode="inline">
    <xsl:variable name="text" select="normalize-space()"/>
    <xsl:if test="normalize-space(substring(., 1, 1)) = ''"><xsl:text> </xsl:text></xsl:if>
    <xsl:value-of select="$text"/>
    <xsl:if test="$text != '' and normalize-space(substring(., string-length())) = ''"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="r:ref" mode="inline">
    <xsl:call-template name="figure">
      <xsl:with-param name="figure" select="key('figure', @to)"/>
      <xsl:with-param name="show">
        <xsl:choose>
          <xsl:when test="@show"><xsl:value-of select="@show"/></xsl:when>
          <xsl:otherwise>full</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="r:figure" mode="inline">
    <xsl:call-template name="figure"><xsl:with-param name="figure" select="."/></xsl:call-template>
  </xsl:template>

  <xsl:template match="r:person" mode="inline">
    <xsl:variable name="before" select="normalize-space(preceding-sibling::node()[1][self::text()])"/>
    <xsl:variable name="end" select="substring($before, string-length($before))"/>
    <xsl:call-template name="person">
      <xsl:with-param name="person" select="key('person', @ref)"/>
      <xsl:with-param name="show">
        <xsl:choose>
          <xsl:when test="@show"><xsl:value-of select="@show"/></xsl:when>
          <xsl:otherwise>addressed</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
      <xsl:with-param name="start"
        select="($before = '' and not(preceding-sibling::*)) or ($end != '' and contains('.!?', $end))"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="r:when" mode="inline"><xsl:apply-templates mode="inline"/></xsl:template>

  <!-- The text of mixed content without markup, for titles and metadata. -->
  <xsl:template match="*" mode="plain">
    <xsl:variable name="text"><xsl:apply-templates mode="plain-inline"/></xsl:variable>
    <xsl:value-of select="normalize-space($text)"/>
  </xsl:template>
  <xsl:template match="r:ref | r:figure | r:person" mode="plain-inline"><xsl:apply-templates select="." mode="inline"/></xsl:template>
  <xsl:template match="*" mode="plain-inline"><xsl:apply-templates mode="plain-inline"/></xsl:template>

</xsl:stylesheet>
