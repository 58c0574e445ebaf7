<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The text that a document made of a report has to show, for tests.
  In:  a report; $kind: news or minutes.
  Out: a line for each piece: "= piece" in reading order, or "* piece" wherever it stands.
  Written from the content model and not from the stylesheets: prose is cut at each reference, whose wording is the
  stylesheet's business; of a figure the number is expected.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:sapchu:report:1">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:param name="kind" select="'news'"/>
  <xsl:key name="id" match="r:*" use="@id"/>
  <xsl:decimal-format name="vi" decimal-separator="," grouping-separator="."/>

  <xsl:template match="/">
    <xsl:choose>
      <xsl:when test="$kind = 'news'">
        <xsl:apply-templates select="r:report/r:meta/r:title" mode="whole"/>
        <xsl:apply-templates select="r:report/r:meta/r:lead"/>
        <xsl:apply-templates select="r:report/r:meta/r:author" mode="anywhere"/>
        <xsl:apply-templates select="r:report/r:news/*" mode="block"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="r:report/r:issuer/r:body/r:name | r:report/r:event/r:venue
          | r:report/r:people/r:person/r:name | r:report/r:recipients/r:recipient | r:report/r:signatories//r:title"
          mode="anywhere"/>
        <xsl:apply-templates select="r:report/r:agenda/r:item"/>
        <xsl:apply-templates select="r:report/r:conclusion/*" mode="block"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:item">
    <xsl:apply-templates select="r:title" mode="whole"/>
    <xsl:apply-templates select="r:p | r:opinion/* | r:decision/* | r:unit-report | r:list | r:table | r:figures
      | r:quote | r:heading | r:directive" mode="block"/>
    <xsl:apply-templates select=".//r:vote[not(ancestor::r:rating)]/r:subject" mode="anywhere"/>
  </xsl:template>

  <!-- What news must not show: no piece. -->
  <xsl:template match="*" mode="block">
    <xsl:if test="not($kind = 'news' and @audience = 'internal')">
      <xsl:apply-templates select="." mode="shown"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:p | r:heading | r:directive" mode="shown"><xsl:apply-templates/></xsl:template>
  <xsl:template match="r:list" mode="shown"><xsl:for-each select=".//r:item"><xsl:apply-templates select="text() | r:p | r:*[not(self::r:list)]"/></xsl:for-each></xsl:template>
  <xsl:template match="r:quote" mode="shown"><xsl:apply-templates select="r:p//text()" mode="whole-anywhere"/></xsl:template>
  <xsl:template match="r:media" mode="shown"><xsl:apply-templates select="r:caption/text() | r:credit/text()" mode="whole-anywhere"/></xsl:template>
  <xsl:template match="r:table" mode="shown"><xsl:apply-templates select="(r:caption | .//r:cell)/text()" mode="whole-anywhere"/></xsl:template>
  <xsl:template match="r:figures" mode="shown">
    <xsl:for-each select="r:figure">
      <xsl:call-template name="line"><xsl:with-param name="mark" select="'* '"/><xsl:with-param name="s" select="@label"/></xsl:call-template>
      <xsl:call-template name="number"/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="r:insert" mode="shown"><xsl:apply-templates select="key('id', @to)" mode="block"/></xsl:template>
  <xsl:template match="r:unit-report" mode="shown">
    <xsl:apply-templates select="r:unit" mode="anywhere"/>
    <xsl:apply-templates select="r:achievements/* | r:shortcomings/* | r:causes/* | r:remedies/*" mode="block"/>
  </xsl:template>
  <xsl:template match="*" mode="shown" priority="-1"/>

  <!-- Prose, cut at each element that the stylesheet words. -->
  <xsl:template match="text()">
    <xsl:call-template name="line"><xsl:with-param name="mark" select="'= '"/><xsl:with-param name="s" select="."/></xsl:call-template>
  </xsl:template>
  <xsl:template match="r:person | r:insert | r:footnote"/>
  <xsl:template match="r:ref"><xsl:if test="not(@show) or @show = 'value'"><xsl:for-each select="key('id', @to)"><xsl:call-template name="number"/></xsl:for-each></xsl:if></xsl:template>
  <xsl:template match="r:figure"><xsl:call-template name="number"/></xsl:template>

  <xsl:template match="*" mode="whole">
    <xsl:call-template name="line"><xsl:with-param name="mark" select="'= '"/><xsl:with-param name="s" select="."/></xsl:call-template>
  </xsl:template>
  <xsl:template match="*" mode="anywhere">
    <xsl:call-template name="line"><xsl:with-param name="mark" select="'* '"/><xsl:with-param name="s" select="."/></xsl:call-template>
  </xsl:template>
  <xsl:template match="text()" mode="whole-anywhere">
    <xsl:call-template name="line"><xsl:with-param name="mark" select="'* '"/><xsl:with-param name="s" select="."/></xsl:call-template>
  </xsl:template>

  <xsl:template name="number">
    <xsl:if test="self::r:figure">
      <xsl:call-template name="line">
        <xsl:with-param name="mark" select="'* '"/>
        <xsl:with-param name="s" select="format-number(@value, '#.##0,######', 'vi')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>
  <xsl:template name="line">
    <xsl:param name="mark"/>
    <xsl:param name="s"/>
    <xsl:if test="normalize-space($s) != ''"><xsl:value-of select="concat($mark, normalize-space($s), '&#10;')"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
