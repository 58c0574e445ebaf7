<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Minutes as XSL-FO: by the form profile in force at the document's date for the kind of body that issues them.
  In: a valid report. Out: one page sequence. The parts stand in head.xsl, people.xsl, body.xsl, vote.xsl, sign.xsl.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:r="urn:sapchu:report:1" xmlns:p="urn:sapchu:profile:1" xmlns:sc="urn:sapchu:xslt"
    exclude-result-prefixes="r p sc">

  <xsl:import href="../common/fo.xsl"/>
  <xsl:include href="head.xsl"/>
  <xsl:include href="people.xsl"/>
  <xsl:include href="body.xsl"/>
  <xsl:include href="vote.xsl"/>
  <xsl:include href="sign.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <!-- The profile: by name, or by body and date; the state's form when nothing fits. -->
  <xsl:param name="profile-id" select="/r:report/@profile"/>
  <xsl:variable name="profiles" select="document(document('profiles.xml')/profiles/profile/@href)/p:profile[@document = 'minutes']"/>
  <xsl:variable name="day" select="translate(/r:report/r:date, '-', '')"/>
  <xsl:variable name="issuer" select="/r:report/r:issuer[1]"/>
  <xsl:variable name="in-force" select="$profiles[contains(concat(' ', @issuer-types, ' '), concat(' ', $issuer/@type, ' '))]
      [translate(@valid-from, '-', '') &lt;= $day and not(translate(@valid-to, '-', '') &lt; $day)]"/>
  <xsl:variable name="named" select="$profiles[@id = $profile-id]"/>
  <xsl:variable name="profile" select="$named[1] | $in-force[not($named)][1] | $profiles[not($named) and not($in-force)][1]"/>

  <!-- Which form the body takes: decided by the issuing body. -->
  <xsl:variable name="company" select="$profile/p:option[@name = 'legal-id']/@value = 'yes'"/>
  <xsl:variable name="roman" select="$profile/p:option[@name = 'numbering']/@value = 'roman'"/>
  <xsl:variable name="text-width"
    select="substring-before($profile/p:page/@width, 'mm') - substring-before($profile/p:page/@margin-left, 'mm')
            - substring-before($profile/p:page/@margin-right, 'mm')"/>

  <xsl:attribute-set name="table">
    <xsl:attribute name="table-layout">fixed</xsl:attribute>
    <xsl:attribute name="width">100%</xsl:attribute>
    <xsl:attribute name="border-collapse">collapse</xsl:attribute>
    <xsl:attribute name="text-indent">0pt</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="cell">
    <xsl:attribute name="padding">2.5pt 4pt</xsl:attribute>
    <xsl:attribute name="border">0.5pt solid #000000</xsl:attribute>
    <xsl:attribute name="display-align">center</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="head-cell" use-attribute-sets="cell"/>

  <xsl:template match="/">
    <fo:root xml:lang="{$report/@xml:lang}">
      <xsl:call-template name="masters"/>
      <xsl:call-template name="metadata">
        <xsl:with-param name="title"><xsl:call-template name="doc-type"/> - <xsl:value-of select="$report/r:event/r:name"/></xsl:with-param>
        <xsl:with-param name="authors" select="$report/r:issuer/r:body/r:name"/>
        <xsl:with-param name="date" select="string($report/r:date)"/>
      </xsl:call-template>
      <xsl:call-template name="bookmarks"/>
      <fo:page-sequence master-reference="minutes" initial-page-number="1" font-family="{$profile/p:page/@font-family}" font-size="14pt">
        <fo:title><xsl:call-template name="doc-type"/> - <xsl:value-of select="normalize-space($report/r:event/r:name)"/></fo:title>
        <fo:static-content flow-name="page-number">
          <fo:block>
            <xsl:call-template name="style"><xsl:with-param name="name" select="'page-number'"/></xsl:call-template>
            <fo:page-number/>
          </fo:block>
        </fo:static-content>
        <fo:flow flow-name="xsl-region-body" widows="2" orphans="2">
          <xsl:apply-templates select="$report"/>
        </fo:flow>
      </fo:page-sequence>
    </fo:root>
  </xsl:template>

  <xsl:template name="masters">
    <xsl:variable name="page" select="$profile/p:page"/>
    <xsl:variable name="number" select="$profile/p:page-number"/>
    <!-- the number's line begins where the page's content begins; the text box below it -->
    <xsl:variable name="top" select="substring-before($number/@margin-top, 'mm')"/>
    <xsl:variable name="rest" select="substring-before($page/@margin-top, 'mm') - $top"/>
    <fo:layout-master-set>
      <fo:simple-page-master master-name="first" page-width="{$page/@width}" page-height="{$page/@height}" margin-left="{$page/@margin-left}"
          margin-right="{$page/@margin-right}" margin-top="{$top}mm" margin-bottom="{$page/@margin-bottom}">
        <fo:region-body margin-top="{$rest}mm"/>
      </fo:simple-page-master>
      <fo:simple-page-master master-name="rest" page-width="{$page/@width}" page-height="{$page/@height}" margin-left="{$page/@margin-left}"
          margin-right="{$page/@margin-right}" margin-top="{$top}mm" margin-bottom="{$page/@margin-bottom}">
        <fo:region-body margin-top="{$rest}mm"/>
        <fo:region-before region-name="page-number" extent="{$rest}mm"/>
      </fo:simple-page-master>
      <fo:page-sequence-master master-name="minutes">
        <fo:repeatable-page-master-alternatives>
          <xsl:if test="$number/@from-page &gt; 1">
            <fo:conditional-page-master-reference master-reference="first" page-position="first"/>
          </xsl:if>
          <fo:conditional-page-master-reference master-reference="rest"/>
        </fo:repeatable-page-master-alternatives>
      </fo:page-sequence-master>
    </fo:layout-master-set>
  </xsl:template>

  <xsl:template name="bookmarks">
    <fo:bookmark-tree>
      <fo:bookmark internal-destination="title">
        <fo:bookmark-title><xsl:value-of select="normalize-space($report/r:event/r:name)"/></fo:bookmark-title>
        <xsl:for-each select="$report/r:agenda/r:item | $report/r:conclusion | $report/r:resolutions">
          <fo:bookmark internal-destination="{generate-id()}">
            <fo:bookmark-title><xsl:apply-templates select="." mode="heading"/></fo:bookmark-title>
          </fo:bookmark>
        </xsl:for-each>
      </fo:bookmark>
    </fo:bookmark-tree>
  </xsl:template>

  <!-- Mẫu 1.9: head, title, time, place, attendance, chair, secretary, content, end, signatures, recipients. -->
  <xsl:template match="r:report">
    <xsl:call-template name="head"/>
    <xsl:call-template name="title"/>
    <xsl:call-template name="opening"/>
    <xsl:call-template name="content"/>
    <xsl:call-template name="closing"/>
    <xsl:call-template name="signatures"/>
    <xsl:call-template name="recipients"/>
  </xsl:template>

</xsl:stylesheet>
