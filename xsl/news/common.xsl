<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  What a news post is, whatever its format: its texts, its slug, what is for the public. The report that comes here was pruned
  of internal content; what still says that it is internal is passed over all the same.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:sapchu:report:1" xmlns:p="urn:sapchu:profile:1" xmlns:sc="urn:sapchu:xslt"
    exclude-result-prefixes="r p sc">

  <xsl:variable name="profile" select="document('../../xml/profiles/news.xml')/p:profile"/>
  <xsl:variable name="meta" select="/r:report/r:meta"/>
  <xsl:variable name="title"><xsl:apply-templates select="$meta/r:title" mode="plain"/></xsl:variable>
  <xsl:variable name="lead"><xsl:apply-templates select="$meta/r:lead" mode="plain"/></xsl:variable>
  <xsl:variable name="published" select="string($meta/r:published | $meta/r:created[not($meta/r:published)])"/>
  <xsl:variable name="slug">
    <xsl:choose>
      <xsl:when test="$meta/r:slug"><xsl:value-of select="$meta/r:slug"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="sc:slug($title)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="lead-media" select="/r:report/r:news/r:media[@placement = 'lead'][not(@audience = 'internal')][1]"/>

  <xsl:template match="*[@audience = 'internal']" mode="block" priority="9"/>
  <xsl:template match="*[@audience = 'internal']" mode="inline" priority="9"/>

  <!-- "Thứ Sáu, 10/7/2026, 17:00" -->
  <xsl:template name="moment">
    <xsl:param name="at"/>
    <xsl:value-of select="concat(sc:capitalize(sc:weekday-name($at)), ', ', sc:date($at, 'plain'))"/>
    <xsl:if test="sc:time($at) != ''"><xsl:value-of select="concat(', ', sc:time($at, 'short'))"/></xsl:if>
  </xsl:template>

  <!-- "Sở Khoa học và Công nghệ tỉnh …" -->
  <xsl:template name="issuer">
    <xsl:for-each select="/r:report/r:issuer[1]">
      <xsl:for-each select="r:parent"><xsl:value-of select="concat(normalize-space(r:name), ' · ')"/></xsl:for-each>
      <xsl:value-of select="normalize-space(r:body/r:name)"/>
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

  <!-- "hơn 3.600": number and qualifier of a figure in a table -->
  <xsl:template name="figure-value">
    <xsl:variable name="qualifier" select="$words[@list = 'qualifier' and @code = current()/@qualifier]"/>
    <xsl:if test="$qualifier"><xsl:value-of select="concat($qualifier, ' ')"/></xsl:if>
    <xsl:value-of select="sc:number(@value)"/>
  </xsl:template>

</xsl:stylesheet>
