<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The head of minutes: two columns with body and number on the left, motto, place and date on the right,
  stamps below, then the title. NĐ 30/2020 Phụ lục I, boxes 1 to 5, 10 and 11; measures from the profile.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:r="urn:sapchu:report:1" xmlns:p="urn:sapchu:profile:1" xmlns:sc="urn:sapchu:xslt"
    exclude-result-prefixes="r p sc">

  <xsl:template name="three-columns">
    <xsl:param name="columns"/>
    <xsl:for-each select="$columns/p:column"><fo:table-column column-width="{@width}"/></xsl:for-each>
  </xsl:template>

  <!-- A least height keeps the title in its place: a row of that height holds the head. -->
  <xsl:template name="head">
    <xsl:variable name="header" select="$profile/p:header"/>
    <xsl:variable name="page" select="$profile/p:page"/>
    <!-- It may stand out over the text at both sides. -->
    <xsl:variable name="end" select="concat($page/@width, ' - ', $page/@margin-left, ' - ', $page/@margin-right, ' - ',
        $header/@width, ' - (', $header/@margin-left, ')')"/>
    <xsl:choose>
      <xsl:when test="$header/@height">
        <fo:table table-layout="fixed" width="{$header/@width}" start-indent="{$header/@margin-left}" end-indent="{$end}" border-collapse="separate">
          <fo:table-column column-width="{$header/@width}"/>
          <fo:table-body start-indent="0mm" end-indent="0mm">
            <fo:table-row height="{$header/@height}">
              <fo:table-cell><xsl:call-template name="head-table"><xsl:with-param name="indent" select="'0mm'"/></xsl:call-template></fo:table-cell>
            </fo:table-row>
          </fo:table-body>
        </fo:table>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="head-table">
          <xsl:with-param name="indent" select="$header/@margin-left"/>
          <xsl:with-param name="end" select="$end"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="head-table">
    <xsl:param name="indent"/>
    <xsl:param name="end" select="'0mm'"/>
    <fo:table table-layout="fixed" width="{$profile/p:header/@width}" start-indent="{$indent}" end-indent="{$end}" border-collapse="separate">
      <xsl:call-template name="three-columns"><xsl:with-param name="columns" select="$profile/p:header"/></xsl:call-template>
      <fo:table-body start-indent="0mm" end-indent="0mm">
        <fo:table-row>
          <fo:table-cell><xsl:call-template name="head-issuer"/></fo:table-cell>
          <fo:table-cell><fo:block/></fo:table-cell>
          <fo:table-cell><xsl:call-template name="head-motto"/></fo:table-cell>
        </fo:table-row>
        <fo:table-row>
          <fo:table-cell><xsl:call-template name="head-number"/></fo:table-cell>
          <fo:table-cell><fo:block/></fo:table-cell>
          <fo:table-cell><xsl:call-template name="head-date"/></fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template name="head-issuer">
    <xsl:variable name="width" select="substring-before($profile/p:header/p:column[@name = 'left']/@width, 'mm')"/>
    <xsl:for-each select="$report/r:issuer">
      <xsl:for-each select="r:parent">
        <xsl:call-template name="line">
          <xsl:with-param name="style" select="'issuer-parent'"/>
          <xsl:with-param name="text" select="r:name"/>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:call-template name="line">
        <xsl:with-param name="style" select="'issuer-body'"/>
        <xsl:with-param name="text" select="r:body/r:name"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:if test="$profile/p:term[@name = 'issuer-mark']">
      <xsl:call-template name="line">
        <xsl:with-param name="style" select="'issuer-mark'"/>
        <xsl:with-param name="text" select="$profile/p:term[@name = 'issuer-mark']"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="rule">
      <xsl:with-param name="name" select="'issuer'"/>
      <xsl:with-param name="width" select="$width"/>
      <xsl:with-param name="text" select="$report/r:issuer[last()]/r:body/r:name"/>
      <xsl:with-param name="style" select="'issuer-body'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="head-motto">
    <xsl:call-template name="line">
      <xsl:with-param name="style" select="'motto-1'"/>
      <xsl:with-param name="text" select="$profile/p:term[@name = 'motto-1']"/>
    </xsl:call-template>
    <xsl:if test="$profile/p:term[@name = 'motto-2']">
      <xsl:call-template name="line">
        <xsl:with-param name="style" select="'motto-2'"/>
        <xsl:with-param name="text" select="$profile/p:term[@name = 'motto-2']"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="rule">
      <xsl:with-param name="name" select="'motto'"/>
      <xsl:with-param name="width" select="substring-before($profile/p:header/p:column[@name = 'right']/@width, 'mm')"/>
    </xsl:call-template>
  </xsl:template>

  <!-- "Số: 46/BB-SKHCN", "Số 12-BB/CB"; a number not given yet leaves room for the pen. -->
  <xsl:template name="head-number">
    <xsl:variable name="form" select="$profile/p:number"/>
    <xsl:choose>
      <xsl:when test="$report/r:number">
        <fo:block space-before.conditionality="retain">
          <xsl:call-template name="style"><xsl:with-param name="name" select="'number'"/></xsl:call-template>
          <xsl:value-of select="$form/@prefix"/>
          <xsl:choose>
            <xsl:when test="$report/r:number/@n and $form/@pad &gt; 1"><xsl:value-of select="format-number($report/r:number/@n, substring('0000000000', 1, $form/@pad))"/></xsl:when>
            <xsl:when test="$report/r:number/@n"><xsl:value-of select="$report/r:number/@n"/></xsl:when>
            <xsl:otherwise><xsl:text>&#160;&#160;&#160;&#160;&#160;&#160;</xsl:text></xsl:otherwise>
          </xsl:choose>
          <xsl:value-of select="concat($form/@join, $report/r:number/@symbol)"/>
        </fo:block>
      </xsl:when>
      <xsl:otherwise><fo:block/></xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="stamps"/>
  </xsl:template>

  <xsl:template name="head-date">
    <xsl:choose>
      <xsl:when test="$profile/p:option[@name = 'place-date']/@value = 'yes'">
        <fo:block space-before.conditionality="retain">
          <xsl:call-template name="style"><xsl:with-param name="name" select="'place-date'"/></xsl:call-template>
          <xsl:value-of select="concat(normalize-space($report/r:place), ', ', sc:date($report/r:date))"/>
        </fo:block>
      </xsl:when>
      <xsl:otherwise><fo:block/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$report/r:meta/r:circulation">
      <xsl:call-template name="stamp">
        <xsl:with-param name="style" select="'circulation'"/>
        <xsl:with-param name="text" select="$report/r:meta/r:circulation"/>
        <xsl:with-param name="indent" select="15"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Secrecy and urgency below the number, framed (boxes 10a, 10b); the draft's number. -->
  <xsl:template name="stamps">
    <xsl:if test="$report/@draft">
      <xsl:call-template name="line">
        <xsl:with-param name="style" select="'draft'"/>
        <xsl:with-param name="text" select="concat('Dự thảo lần ', $report/@draft)"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="$words[@list = 'secrecy' and @code = $report/@secrecy]">
      <xsl:call-template name="stamp">
        <xsl:with-param name="style" select="'secrecy'"/>
        <xsl:with-param name="text" select="$words[@list = 'secrecy' and @code = $report/@secrecy]"/>
        <xsl:with-param name="indent" select="14"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="$words[@list = 'urgency' and @code = $report/@urgency]">
      <xsl:call-template name="stamp">
        <xsl:with-param name="style" select="'urgency'"/>
        <xsl:with-param name="text" select="$words[@list = 'urgency' and @code = $report/@urgency]"/>
        <xsl:with-param name="indent" select="14"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="stamp">
    <xsl:param name="style"/>
    <xsl:param name="text"/>
    <xsl:param name="indent"/>
    <fo:block space-before="8pt" space-before.conditionality="retain" start-indent="{$indent}mm" end-indent="{$indent}mm" padding-before="2pt" padding-after="2pt">
      <xsl:call-template name="style"><xsl:with-param name="name" select="$style"/></xsl:call-template>
      <xsl:call-template name="cased">
        <xsl:with-param name="style" select="$style"/>
        <xsl:with-param name="text" select="normalize-space($text)"/>
      </xsl:call-template>
    </fo:block>
  </xsl:template>

  <xsl:template name="doc-type">
    <xsl:call-template name="cased">
      <xsl:with-param name="style" select="'doc-type'"/>
      <xsl:with-param name="text" select="$profile/p:term[@name = 'doc-type']"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="title">
    <fo:block id="title">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'doc-type'"/></xsl:call-template>
      <xsl:call-template name="doc-type"/>
    </fo:block>
    <xsl:call-template name="line">
      <xsl:with-param name="style" select="'doc-title'"/>
      <xsl:with-param name="text" select="$report/r:event/r:name"/>
    </xsl:call-template>
    <xsl:if test="$profile/p:term[@name = 'title-mark']">
      <xsl:call-template name="line">
        <xsl:with-param name="style" select="'title-mark'"/>
        <xsl:with-param name="text" select="$profile/p:term[@name = 'title-mark']"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="rule">
      <xsl:with-param name="name" select="'title'"/>
      <xsl:with-param name="width" select="$text-width"/>
      <xsl:with-param name="text" select="$report/r:event/r:name"/>
      <xsl:with-param name="style" select="'doc-title'"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
