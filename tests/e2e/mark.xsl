<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Plants marks in every internal place of a report, for the test that nothing internal gets out.
  In:  a report. Out: the same report, valid against the schema (its sums no longer hold), in which each text, each
  free attribute, each number, date and id of what is internal bears a mark, and so do comments and processing
  instructions put there. The marks: QZXJVW, 7654321, 76.54321, 2077.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:r="urn:sapchu:report:1">
  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:key name="id" match="r:*" use="@id"/>

  <xsl:template match="@* | node()"><xsl:copy><xsl:apply-templates select="@* | node()"/></xsl:copy></xsl:template>

  <!-- Internal by the model: what says so, and what is so unless it says that it is public. -->
  <xsl:template match="*[@audience = 'internal']
      | r:shortcomings[not(@audience = 'public')] | r:causes[not(@audience = 'public')]
      | r:rating[not(@audience = 'public')] | r:roll[not(@audience = 'public')]
      | r:attachment[not(@audience = 'public')]">
    <xsl:apply-templates select="." mode="mark"/>
  </xsl:template>

  <xsl:template match="*" mode="mark">
    <xsl:copy>
      <xsl:apply-templates select="@*" mode="mark"/>
      <xsl:comment> QZXJVW </xsl:comment>
      <xsl:processing-instruction name="qzx">QZXJVW</xsl:processing-instruction>
      <xsl:apply-templates select="node()" mode="mark"/>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="text()" mode="mark">
    <xsl:value-of select="."/>
    <xsl:if test="normalize-space() != ''"> QZXJVW</xsl:if>
  </xsl:template>
  <xsl:template match="comment() | processing-instruction()" mode="mark"><xsl:copy/></xsl:template>
  <xsl:template match="@*" mode="mark"><xsl:copy/></xsl:template>
  <xsl:template match="@code | @honorific | @label | @number | @period | @speaker | @symbol | @unit | @who | @alt" mode="mark">
    <xsl:attribute name="{name()}"><xsl:value-of select="concat(., ' QZXJVW')"/></xsl:attribute>
  </xsl:template>
  <xsl:template match="@absent | @abstain | @against | @count | @for | @guests | @invalid | @issued | @official | @other
      | @present | @probationary | @proxies | @quorum | @remote | @returned | @summoned | @valid | @value | @plan | @percent"
      mode="mark">
    <xsl:attribute name="{name()}">7654321</xsl:attribute>
  </xsl:template>
  <xsl:template match="@score" mode="mark"><xsl:attribute name="score">76.54321</xsl:attribute></xsl:template>
  <xsl:template match="@deadline | @date | @on" mode="mark"><xsl:attribute name="{name()}">2077-07-07</xsl:attribute></xsl:template>
  <xsl:template match="@id" mode="mark"><xsl:attribute name="id"><xsl:value-of select="concat('QZXJVW-', .)"/></xsl:attribute></xsl:template>

  <!-- References follow the ids, from public places too. -->
  <xsl:template match="@to | @of | @vote"><xsl:call-template name="reference"/></xsl:template>
  <xsl:template match="@to | @of | @vote" mode="mark"><xsl:call-template name="reference"/></xsl:template>
  <xsl:template name="reference">
    <xsl:attribute name="{name()}">
      <xsl:if test="key('id', .)/ancestor-or-self::*[@audience = 'internal' or (self::r:shortcomings or self::r:causes
          or self::r:rating or self::r:roll or self::r:attachment) and not(@audience = 'public')]">QZXJVW-</xsl:if>
      <xsl:value-of select="."/>
    </xsl:attribute>
  </xsl:template>
</xsl:stylesheet>
