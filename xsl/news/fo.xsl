<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- A news post as XSL-FO: masthead, topic, headline, lead, picture, body, figures, quotes, byline. In: a pruned report. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:r="urn:sapchu:report:1" xmlns:p="urn:sapchu:profile:1" xmlns:sc="urn:sapchu:xslt"
    exclude-result-prefixes="r p sc">

  <xsl:import href="../common/fo.xsl"/>
  <xsl:include href="common.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:variable name="page" select="$profile/p:page"/>
  <xsl:variable name="line" select="$profile/p:option[@name = 'rule-color']/@value"/>

  <!-- tables of a newspaper: no verticals, thin lines, a dark head -->
  <xsl:attribute-set name="table">
    <xsl:attribute name="table-layout">fixed</xsl:attribute>
    <xsl:attribute name="width">100%</xsl:attribute>
    <xsl:attribute name="border-collapse">separate</xsl:attribute>
    <xsl:attribute name="border-spacing">0pt</xsl:attribute>
    <xsl:attribute name="border-after-style">solid</xsl:attribute>
    <xsl:attribute name="border-after-width">0.75pt</xsl:attribute>
    <xsl:attribute name="border-after-color"><xsl:value-of select="$profile/p:rule[@name = 'masthead']/@color"/></xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="cell">
    <xsl:attribute name="padding">2.5pt 5pt</xsl:attribute>
    <xsl:attribute name="border-after-style">solid</xsl:attribute>
    <xsl:attribute name="border-after-width">0.5pt</xsl:attribute>
    <xsl:attribute name="border-after-color"><xsl:value-of select="$line"/></xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="head-cell">
    <xsl:attribute name="padding">3.5pt 5pt</xsl:attribute>
    <xsl:attribute name="display-align">after</xsl:attribute>
    <xsl:attribute name="background-color"><xsl:value-of select="$profile/p:style[@name = 'table-head']/@background-color"/></xsl:attribute>
  </xsl:attribute-set>
  <xsl:template name="stripe">
    <xsl:if test="count(preceding-sibling::*[name() = name(current())]) mod 2 = 1">
      <xsl:attribute name="background-color"><xsl:value-of select="$profile/p:option[@name = 'stripe-color']/@value"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="/">
    <fo:root xml:lang="{$report/@xml:lang}">
      <xsl:call-template name="masters"/>
      <xsl:call-template name="metadata">
        <xsl:with-param name="title" select="$title"/>
        <xsl:with-param name="authors" select="$meta/r:author"/>
        <xsl:with-param name="description" select="$lead"/>
        <xsl:with-param name="keywords" select="$meta/r:tag"/>
        <xsl:with-param name="date" select="string($meta/r:published | $report/r:date[not($meta/r:published)])"/>
      </xsl:call-template>
      <xsl:call-template name="bookmarks"/>
      <fo:page-sequence master-reference="news" font-family="{$page/@font-family}" font-size="12pt">
        <fo:title><xsl:value-of select="$title"/></fo:title>
        <fo:static-content flow-name="xsl-region-after"><xsl:call-template name="footer"/></fo:static-content>
        <fo:flow flow-name="xsl-region-body" widows="2" orphans="2">
          <xsl:apply-templates select="$report"/>
        </fo:flow>
      </fo:page-sequence>
    </fo:root>
  </xsl:template>

  <xsl:template name="masters">
    <xsl:variable name="bottom" select="substring-before($profile/p:page-number/@margin-bottom, 'mm')"/>
    <xsl:variable name="rest" select="substring-before($page/@margin-bottom, 'mm') - $bottom"/>
    <fo:layout-master-set>
      <fo:simple-page-master master-name="news" page-width="{$page/@width}" page-height="{$page/@height}" margin-left="{$page/@margin-left}"
          margin-right="{$page/@margin-right}" margin-top="{$page/@margin-top}" margin-bottom="{$bottom}mm">
        <fo:region-body margin-bottom="{$rest}mm"/>
        <fo:region-after extent="{$rest - 2}mm" display-align="after"/>
      </fo:simple-page-master>
    </fo:layout-master-set>
  </xsl:template>

  <xsl:template name="bookmarks">
    <fo:bookmark-tree>
      <fo:bookmark internal-destination="title">
        <fo:bookmark-title><xsl:value-of select="$title"/></fo:bookmark-title>
        <xsl:for-each select="$report/r:news/r:heading[not(@audience = 'internal')]">
          <fo:bookmark internal-destination="{generate-id()}">
            <fo:bookmark-title><xsl:apply-templates select="." mode="plain"/></fo:bookmark-title>
          </fo:bookmark>
        </xsl:for-each>
      </fo:bookmark>
    </fo:bookmark-tree>
  </xsl:template>

  <!-- title on the left, page on the right, under a thin line -->
  <xsl:template name="footer">
    <fo:table table-layout="fixed" width="100%" border-before-style="solid" border-before-width="0.5pt" border-before-color="{$line}"
        padding-before="4pt">
      <fo:table-column column-width="proportional-column-width(6)"/>
      <fo:table-column column-width="proportional-column-width(1)"/>
      <fo:table-body>
        <fo:table-row>
          <fo:table-cell>
            <fo:block>
              <xsl:call-template name="style"><xsl:with-param name="name" select="'footer'"/></xsl:call-template>
              <xsl:call-template name="issuer"/>
            </fo:block>
          </fo:table-cell>
          <fo:table-cell>
            <fo:block>
              <xsl:call-template name="style"><xsl:with-param name="name" select="'page-number'"/></xsl:call-template>
              <xsl:value-of select="concat($profile/p:term[@name = 'page'], ' ')"/>
              <fo:page-number/>
            </fo:block>
          </fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template match="r:report">
    <xsl:call-template name="masthead"/>
    <xsl:if test="$meta/r:topic">
      <xsl:call-template name="line">
        <xsl:with-param name="style" select="'topic'"/>
        <xsl:with-param name="text" select="$meta/r:topic"/>
      </xsl:call-template>
    </xsl:if>
    <fo:block id="title">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'headline'"/></xsl:call-template>
      <xsl:attribute name="end-indent">
        <xsl:call-template name="balance">
          <xsl:with-param name="text" select="$title"/>
          <xsl:with-param name="style" select="'headline'"/>
          <xsl:with-param name="width" select="substring-before($page/@width, 'mm') - substring-before($page/@margin-left, 'mm') - substring-before($page/@margin-right, 'mm')"/>
        </xsl:call-template>
        <xsl:text>mm</xsl:text>
      </xsl:attribute>
      <xsl:value-of select="$title"/>
    </fo:block>
    <xsl:for-each select="$meta/r:subtitle">
      <fo:block>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'subtitle'"/></xsl:call-template>
        <xsl:apply-templates mode="inline"/>
      </fo:block>
    </xsl:for-each>
    <xsl:call-template name="dateline"/>
    <xsl:for-each select="$meta/r:lead">
      <fo:block>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'lead'"/></xsl:call-template>
        <xsl:apply-templates mode="inline"/>
      </fo:block>
    </xsl:for-each>
    <xsl:apply-templates select="$lead-media" mode="block"/>
    <xsl:apply-templates select="r:news/*[not(generate-id() = generate-id($lead-media))]" mode="block"/>
    <xsl:call-template name="colophon"/>
  </xsl:template>

  <xsl:template name="masthead">
    <fo:block>
      <xsl:call-template name="style"><xsl:with-param name="name" select="'masthead'"/></xsl:call-template>
      <xsl:call-template name="issuer"/>
    </fo:block>
    <fo:block font-size="1pt" line-height="0pt" space-before="{$profile/p:rule[@name = 'masthead']/@space-before}" space-after="22pt"
        border-before-style="solid" border-before-width="{$profile/p:rule[@name = 'masthead']/@thickness}"
        border-before-color="{$profile/p:rule[@name = 'masthead']/@color}"/>
  </xsl:template>

  <xsl:template name="dateline">
    <fo:block>
      <xsl:call-template name="style"><xsl:with-param name="name" select="'dateline'"/></xsl:call-template>
      <xsl:if test="$report/r:place"><xsl:value-of select="concat(normalize-space($report/r:place), ' · ')"/></xsl:if>
      <xsl:call-template name="moment"><xsl:with-param name="at" select="$published"/></xsl:call-template>
      <xsl:if test="$meta/r:modified">
        <xsl:text> · Cập nhật </xsl:text>
        <xsl:value-of select="concat(sc:date($meta/r:modified, 'plain'), ', ', sc:time($meta/r:modified, 'short'))"/>
      </xsl:if>
    </fo:block>
  </xsl:template>

  <!-- hanging lists -->
  <xsl:template match="r:list" mode="block">
    <fo:list-block provisional-distance-between-starts="6mm" provisional-label-separation="2mm" space-before="4pt">
      <xsl:apply-templates select="r:item" mode="block"/>
    </fo:list-block>
  </xsl:template>
  <xsl:template match="r:list/r:item" mode="block">
    <fo:list-item space-before="4pt">
      <fo:list-item-label end-indent="label-end()">
        <fo:block>
          <xsl:call-template name="style"><xsl:with-param name="name" select="'list'"/></xsl:call-template>
          <xsl:attribute name="text-align">start</xsl:attribute>
          <xsl:choose>
            <xsl:when test="../@type = 'number' or ../@type = 'letter'"><xsl:apply-templates select="." mode="label"/></xsl:when>
            <xsl:otherwise>•</xsl:otherwise>
          </xsl:choose>
        </fo:block>
      </fo:list-item-label>
      <fo:list-item-body start-indent="body-start()">
        <fo:block>
          <xsl:call-template name="style"><xsl:with-param name="name" select="'list'"/></xsl:call-template>
          <xsl:apply-templates select="node()[not(self::r:list)]" mode="inline"/>
        </fo:block>
        <xsl:apply-templates select="r:list" mode="block"/>
      </fo:list-item-body>
    </fo:list-item>
  </xsl:template>

  <xsl:template match="r:quote" mode="block">
    <fo:block keep-together.within-page="always">
      <xsl:choose>
        <xsl:when test="@pull = 'true'"><xsl:call-template name="style"><xsl:with-param name="name" select="'pull-quote-box'"/></xsl:call-template></xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="space-before">8pt</xsl:attribute>
          <xsl:attribute name="space-after">4pt</xsl:attribute>
          <xsl:attribute name="start-indent">8mm</xsl:attribute>
          <xsl:attribute name="end-indent">8mm</xsl:attribute>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:variable name="style"><xsl:choose><xsl:when test="@pull = 'true'">pull-quote</xsl:when><xsl:otherwise>quote</xsl:otherwise></xsl:choose></xsl:variable>
      <xsl:for-each select="r:p">
        <fo:block>
          <xsl:copy-of select="$profile/p:style[@name = $style]/@*[name() != 'name' and name() != 'mark' and name() != 'start-indent'
            and name() != 'end-indent' and name() != 'space-before' and name() != 'space-after']"/>
          <xsl:if test="position() &gt; 1"><xsl:attribute name="space-before">4pt</xsl:attribute></xsl:if>
          <xsl:if test="position() = 1">“</xsl:if>
          <xsl:apply-templates mode="inline"/>
          <xsl:if test="position() = last()">”</xsl:if>
        </fo:block>
      </xsl:for-each>
      <xsl:if test="r:by">
        <fo:block keep-with-previous.within-page="always">
          <xsl:call-template name="style"><xsl:with-param name="name" select="'quote-by'"/></xsl:call-template>
          <xsl:apply-templates select="r:by" mode="speaker"/>
        </fo:block>
      </xsl:if>
    </fo:block>
  </xsl:template>

  <xsl:template match="r:unit-report" mode="block">
    <fo:block id="{generate-id()}">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'heading-2'"/></xsl:call-template>
      <xsl:value-of select="normalize-space(r:unit)"/>
    </fo:block>
    <xsl:apply-templates select="r:achievements[not(@audience = 'internal')]/* | r:remedies[not(@audience = 'internal')]/*" mode="block"/>
  </xsl:template>

  <!-- Figures: label, number, unit close behind it; plan and share where some figure has them. -->
  <xsl:template match="r:figures" mode="block">
    <xsl:variable name="figures" select="r:figure[not(@audience = 'internal')]"/>
    <xsl:variable name="plan" select="$figures/@plan"/>
    <!-- a share of its own column needs more than a share here and there -->
    <xsl:variable name="percent" select="$figures/@percent[$plan or count($figures/@percent) * 3 &gt; count($figures)]"/>
    <xsl:choose>
      <xsl:when test="r:caption"><xsl:call-template name="caption"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="line">
          <xsl:with-param name="style" select="'table-caption'"/>
          <xsl:with-param name="text" select="$profile/p:term[@name = 'figures']"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <fo:table xsl:use-attribute-sets="table">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'table'"/></xsl:call-template>
      <xsl:call-template name="columns"><xsl:with-param name="widths" select="concat('6.8 2.4 3.2', substring(' 2', 1, 2 * boolean($plan)), substring(' 1.7', 1, 4 * boolean($percent)))"/></xsl:call-template>
      <fo:table-header>
        <fo:table-row keep-together.within-page="always">
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="$profile/p:term[@name = 'label']"/></xsl:call-template>
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="$profile/p:term[@name = 'value']"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
          <xsl:call-template name="head-cell"><xsl:with-param name="text" select="''"/></xsl:call-template>
          <xsl:if test="$plan"><xsl:call-template name="head-cell"><xsl:with-param name="text" select="$profile/p:term[@name = 'plan']"/><xsl:with-param name="align" select="'end'"/></xsl:call-template></xsl:if>
          <xsl:if test="$percent"><xsl:call-template name="head-cell"><xsl:with-param name="text" select="$profile/p:term[@name = 'percent']"/><xsl:with-param name="align" select="'end'"/></xsl:call-template></xsl:if>
        </fo:table-row>
      </fo:table-header>
      <fo:table-body>
        <xsl:for-each select="$figures">
          <fo:table-row keep-together.within-page="always">
            <xsl:call-template name="row-keep"/>
            <xsl:call-template name="stripe"/>
            <xsl:call-template name="cell">
              <xsl:with-param name="text"><xsl:call-template name="figure-label"/></xsl:with-param>
              <xsl:with-param name="indent"><xsl:choose><xsl:when test="@of">4mm</xsl:when><xsl:otherwise>0pt</xsl:otherwise></xsl:choose></xsl:with-param>
            </xsl:call-template>
            <xsl:call-template name="cell">
              <xsl:with-param name="text"><fo:inline font-weight="bold"><xsl:call-template name="figure-value"/></fo:inline></xsl:with-param>
              <xsl:with-param name="align" select="'end'"/>
            </xsl:call-template>
            <xsl:call-template name="cell">
              <xsl:with-param name="text">
                <xsl:value-of select="@unit"/>
                <xsl:if test="@percent and not($percent)"><xsl:value-of select="concat(' (', sc:percent(@percent), ')')"/></xsl:if>
              </xsl:with-param>
            </xsl:call-template>
            <xsl:if test="$plan">
              <xsl:call-template name="cell"><xsl:with-param name="text" select="sc:number(@plan)"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
            </xsl:if>
            <xsl:if test="$percent">
              <xsl:call-template name="cell"><xsl:with-param name="text" select="sc:percent(@percent)"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
            </xsl:if>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <!-- author, then what else is to be said, under a line -->
  <xsl:template name="colophon">
    <xsl:if test="$meta/r:author">
      <fo:block keep-with-previous.within-page="always">
        <xsl:call-template name="style"><xsl:with-param name="name" select="'byline'"/></xsl:call-template>
        <xsl:for-each select="$meta/r:author">
          <xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="normalize-space(.)"/>
        </xsl:for-each>
      </fo:block>
    </xsl:if>
    <!-- one run of small type: documents, tags, source, rights -->
    <xsl:variable name="documents" select="$report/r:attachments/r:attachment[@audience = 'public']"/>
    <fo:block keep-together.within-page="always" keep-with-previous.within-page="always" padding-before="6pt" border-before-style="solid"
        border-before-width="{$profile/p:rule[@name = 'end']/@thickness}" border-before-color="{$profile/p:rule[@name = 'end']/@color}">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'source'"/></xsl:call-template>
      <xsl:if test="$documents">
        <fo:inline font-weight="bold">Tài liệu: </fo:inline>
        <xsl:for-each select="$documents"><xsl:if test="position() &gt; 1">; </xsl:if><xsl:value-of select="normalize-space(.)"/></xsl:for-each>
        <xsl:if test="$meta/r:tag or $meta/r:source or $meta/r:rights"> · </xsl:if>
      </xsl:if>
      <xsl:if test="$meta/r:tag">
        <fo:inline font-weight="bold">Từ khóa: </fo:inline>
        <xsl:for-each select="$meta/r:tag"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="normalize-space(.)"/></xsl:for-each>
        <xsl:if test="$meta/r:source or $meta/r:rights"> · </xsl:if>
      </xsl:if>
      <xsl:for-each select="$meta/r:source">
        <fo:inline font-weight="bold"><xsl:value-of select="concat(normalize-space($profile/p:term[@name = 'source']), ' ')"/></fo:inline>
        <xsl:choose>
          <xsl:when test="@href"><fo:basic-link external-destination="url('{@href}')"><xsl:value-of select="normalize-space(.)"/></fo:basic-link></xsl:when>
          <xsl:otherwise><xsl:value-of select="normalize-space(.)"/></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="$meta/r:rights"> · </xsl:if>
      </xsl:for-each>
      <xsl:value-of select="normalize-space($meta/r:rights)"/>
    </fo:block>
  </xsl:template>

</xsl:stylesheet>
