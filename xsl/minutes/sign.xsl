<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- Signatures in two columns, and the recipients below (NĐ 30/2020 Phụ lục I, boxes 7 to 9; Mẫu 1.9). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:r="urn:sapchu:report:1" xmlns:p="urn:sapchu:profile:1" xmlns:sc="urn:sapchu:xslt"
    exclude-result-prefixes="r p sc">

  <xsl:template match="r:signatory" mode="side">
    <xsl:choose>
      <xsl:when test="@side"><xsl:value-of select="@side"/></xsl:when>
      <xsl:when test="@as = 'chair'">right</xsl:when>
      <xsl:when test="@as = 'secretary'">left</xsl:when>
      <xsl:otherwise>below</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Those without a side of their own sign in pairs below. -->
  <xsl:template name="signatures">
    <xsl:variable name="all" select="$report/r:signatories/r:signatory"/>
    <xsl:variable name="left" select="$all[@side = 'left' or (not(@side) and @as = 'secretary')]"/>
    <xsl:variable name="right" select="$all[@side = 'right' or (not(@side) and @as = 'chair')]"/>
    <xsl:variable name="below" select="$all[@side = 'below' or (not(@side) and (@as = 'member' or @as = 'certifier'))]"/>
    <xsl:call-template name="signature-rows">
      <xsl:with-param name="left" select="$left"/>
      <xsl:with-param name="right" select="$right"/>
      <xsl:with-param name="space" select="'6pt'"/>
      <xsl:with-param name="more" select="boolean($below)"/>
    </xsl:call-template>
    <xsl:call-template name="signature-rows">
      <xsl:with-param name="left" select="$below[position() mod 2 = 1]"/>
      <xsl:with-param name="right" select="$below[position() mod 2 = 0]"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The n-th of the left beside the n-th of the right. -->
  <xsl:template name="signature-rows">
    <xsl:param name="left"/>
    <xsl:param name="right"/>
    <xsl:param name="n" select="1"/>
    <xsl:param name="space" select="'14pt'"/>
    <xsl:param name="more" select="false()"/>
    <xsl:if test="$left[$n] or $right[$n]">
      <xsl:call-template name="signature-pair">
        <xsl:with-param name="left" select="$left[$n]"/>
        <xsl:with-param name="right" select="$right[$n]"/>
        <xsl:with-param name="space" select="$space"/>
        <xsl:with-param name="last" select="not($more or $left[$n + 1] or $right[$n + 1])"/>
      </xsl:call-template>
      <xsl:call-template name="signature-rows">
        <xsl:with-param name="left" select="$left"/>
        <xsl:with-param name="right" select="$right"/>
        <xsl:with-param name="n" select="$n + 1"/>
        <xsl:with-param name="more" select="$more"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="signature-pair">
    <xsl:param name="left"/>
    <xsl:param name="right"/>
    <xsl:param name="space"/>
    <xsl:param name="last"/>
    <fo:table table-layout="fixed" width="{$text-width}mm" border-collapse="separate" space-before="{$space}" keep-together.within-page="always">
      <!-- the recipients do not stand alone on a last page -->
      <xsl:if test="$last and $report/r:recipients"><xsl:attribute name="keep-with-next.within-page">always</xsl:attribute></xsl:if>
      <xsl:call-template name="three-columns"><xsl:with-param name="columns" select="$profile/p:signatures"/></xsl:call-template>
      <fo:table-body text-indent="0pt">
        <fo:table-row keep-with-next.within-page="always">
          <fo:table-cell><xsl:call-template name="signature-head"><xsl:with-param name="who" select="$left"/></xsl:call-template></fo:table-cell>
          <fo:table-cell><fo:block/></fo:table-cell>
          <fo:table-cell><xsl:call-template name="signature-head"><xsl:with-param name="who" select="$right"/></xsl:call-template></fo:table-cell>
        </fo:table-row>
        <fo:table-row>
          <fo:table-cell><xsl:call-template name="signature-name"><xsl:with-param name="who" select="$left"/></xsl:call-template></fo:table-cell>
          <fo:table-cell><fo:block/></fo:table-cell>
          <fo:table-cell><xsl:call-template name="signature-name"><xsl:with-param name="who" select="$right"/></xsl:call-template></fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <!-- role, "TM. BAN …", title -->
  <xsl:template name="signature-head">
    <xsl:param name="who"/>
    <xsl:choose>
      <xsl:when test="$who">
        <xsl:call-template name="line">
          <xsl:with-param name="style" select="'signature-role'"/>
          <xsl:with-param name="text" select="$profile/p:term[@name = $who/@as]"/>
        </xsl:call-template>
        <xsl:if test="$who/@capacity or $who/r:behalf">
          <xsl:call-template name="line">
            <xsl:with-param name="style" select="'signature-capacity'"/>
            <xsl:with-param name="text" select="concat($profile/p:capacity[@code = $who/@capacity]/@text, ' ', $who/r:behalf)"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:if test="$who/r:title">
          <xsl:call-template name="line">
            <xsl:with-param name="style" select="'signature-title'"/>
            <xsl:with-param name="text" select="$who/r:title"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:if test="$who/@refused = 'true'">
          <xsl:call-template name="line">
            <xsl:with-param name="style" select="'signature-note'"/>
            <xsl:with-param name="text" select="concat('(Từ chối ký', substring(': ', 1, 2 * boolean($who/r:reason)), $who/r:reason, ')')"/>
          </xsl:call-template>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise><fo:block/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    The name, its baseline `gap` below that of the last line of the head, so that there is always room to sign.
    A picture of the signature takes the room.
  -->
  <xsl:template name="signature-name">
    <xsl:param name="who"/>
    <xsl:variable name="line" select="substring-before($profile/p:style[@name = 'signature-name']/@line-height, 'pt') * 25.4 div 72"/>
    <xsl:variable name="gap" select="substring-before($profile/p:signatures/@gap, 'mm')"/>
    <xsl:variable name="room" select="$gap - $line"/>
    <xsl:choose>
      <xsl:when test="$who/@image">
        <fo:block text-align="center" line-height="{$room}mm">
          <fo:external-graphic src="url('{$who/@image}')" content-height="{$room}mm" scaling="uniform"/>
        </fo:block>
        <xsl:call-template name="signer"><xsl:with-param name="who" select="$who"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="$who">
        <xsl:call-template name="signer"><xsl:with-param name="who" select="$who"/><xsl:with-param name="room" select="$room"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><fo:block/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="signer">
    <xsl:param name="who"/>
    <xsl:param name="room" select="0"/>
    <fo:block space-before="{$room}mm" space-before.conditionality="retain">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'signature-name'"/></xsl:call-template>
      <xsl:call-template name="signer-name"><xsl:with-param name="who" select="$who"/></xsl:call-template>
    </fo:block>
  </xsl:template>

  <!-- key() looks in the document of the current node -->
  <xsl:template name="signer-name">
    <xsl:param name="who"/>
    <xsl:for-each select="$who"><xsl:value-of select="normalize-space(key('person', @person)/r:name)"/></xsl:for-each>
  </xsl:template>

  <xsl:template name="recipients">
    <xsl:variable name="recipients" select="$report/r:recipients"/>
    <xsl:variable name="prefix" select="$profile/p:option[@name = 'recipient-prefix']/@value"/>
    <xsl:if test="$recipients">
      <fo:block keep-together.within-page="always">
        <xsl:call-template name="line">
          <xsl:with-param name="style" select="'recipients-head'"/>
          <xsl:with-param name="text" select="$profile/p:term[@name = 'recipients']"/>
        </xsl:call-template>
        <xsl:for-each select="$recipients/r:recipient">
          <fo:block>
            <xsl:call-template name="style"><xsl:with-param name="name" select="'recipients-item'"/></xsl:call-template>
            <xsl:value-of select="concat($prefix, normalize-space(.), $profile/p:option[@name = 'recipient-separator']/@value)"/>
          </fo:block>
        </xsl:for-each>
        <fo:block>
          <xsl:call-template name="style"><xsl:with-param name="name" select="'recipients-item'"/></xsl:call-template>
          <xsl:value-of select="concat($prefix, $profile/p:term[@name = 'archive'], normalize-space($recipients/r:archive), $profile/p:option[@name = 'recipient-end']/@value)"/>
        </fo:block>
      </fo:block>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
