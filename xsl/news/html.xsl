<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  A news post as a page of HTML5. The article stands alone: it can be pasted into a content management system, where title, lead
  and slug have fields of their own; the head carries them too, with JSON-LD for search engines. In: a pruned report.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:r="urn:sapchu:report:1" xmlns:p="urn:sapchu:profile:1" xmlns:sc="urn:sapchu:xslt" xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="r p sc str">

  <xsl:import href="../common/text.xsl"/>
  <xsl:include href="common.xsl"/>

  <xsl:output method="html" encoding="UTF-8" indent="no"/>

  <xsl:variable name="accent" select="$profile/p:style[@name = 'topic']/@color"/>
  <xsl:variable name="dark" select="$profile/p:style[@name = 'headline']/@color"/>

  <xsl:template match="/">
    <xsl:text disable-output-escaping="yes">&lt;!DOCTYPE html&gt;&#10;</xsl:text>
    <html lang="{$report/@xml:lang}">
      <xsl:text>&#10;</xsl:text>
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <xsl:text>&#10;</xsl:text>
        <title><xsl:value-of select="$title"/></title>
        <xsl:text>&#10;</xsl:text>
        <xsl:call-template name="meta"><xsl:with-param name="name" select="'slug'"/><xsl:with-param name="content" select="$slug"/></xsl:call-template>
        <xsl:call-template name="meta"><xsl:with-param name="name" select="'description'"/><xsl:with-param name="content" select="$lead"/></xsl:call-template>
        <xsl:for-each select="$meta/r:author">
          <xsl:call-template name="meta"><xsl:with-param name="name" select="'author'"/><xsl:with-param name="content" select="normalize-space(.)"/></xsl:call-template>
        </xsl:for-each>
        <xsl:if test="$meta/r:tag">
          <xsl:call-template name="meta">
            <xsl:with-param name="name" select="'keywords'"/>
            <xsl:with-param name="content"><xsl:for-each select="$meta/r:tag"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="normalize-space(.)"/></xsl:for-each></xsl:with-param>
          </xsl:call-template>
        </xsl:if>
        <xsl:call-template name="graph"/>
        <script type="application/ld+json"><xsl:call-template name="json-ld"/></script>
        <xsl:text>&#10;</xsl:text>
        <style><xsl:call-template name="css"/></style>
        <xsl:text>&#10;</xsl:text>
      </head>
      <xsl:text>&#10;</xsl:text>
      <body>
        <xsl:text>&#10;</xsl:text>
        <xsl:apply-templates select="$report"/>
        <xsl:text>&#10;</xsl:text>
      </body>
      <xsl:text>&#10;</xsl:text>
    </html>
  </xsl:template>

  <xsl:template name="meta">
    <xsl:param name="name"/>
    <xsl:param name="content"/>
    <xsl:if test="$content != ''"><meta name="{$name}" content="{$content}"/><xsl:text>&#10;</xsl:text></xsl:if>
  </xsl:template>

  <xsl:template name="graph">
    <meta property="og:type" content="article"/>
    <meta property="og:locale" content="vi_VN"/>
    <meta property="og:title" content="{$title}"/>
    <xsl:if test="$lead != ''"><meta property="og:description" content="{$lead}"/></xsl:if>
    <xsl:for-each select="$lead-media"><meta property="og:image" content="{@file}"/></xsl:for-each>
    <meta property="article:published_time" content="{$published}"/>
    <xsl:for-each select="$meta/r:modified"><meta property="article:modified_time" content="{.}"/></xsl:for-each>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- JSON-LD, https://schema.org/NewsArticle -->
  <xsl:template name="json">
    <xsl:param name="text"/>
    <xsl:text>"</xsl:text>
    <xsl:value-of select="str:replace(str:replace(str:replace(normalize-space($text), '\', '\\'), '&quot;', '\&quot;'), '&lt;', '\u003c')"/>
    <xsl:text>"</xsl:text>
  </xsl:template>
  <xsl:template name="json-row">
    <xsl:param name="name"/>
    <xsl:param name="text"/>
    <xsl:if test="$text != ''">
      <xsl:value-of select="concat(',&#10;  &quot;', $name, '&quot;: ')"/>
      <xsl:call-template name="json"><xsl:with-param name="text" select="$text"/></xsl:call-template>
    </xsl:if>
  </xsl:template>
  <xsl:template name="json-ld">
    <xsl:text>&#10;{&#10;  "@context": "https://schema.org",&#10;  "@type": "NewsArticle"</xsl:text>
    <xsl:call-template name="json-row"><xsl:with-param name="name" select="'headline'"/><xsl:with-param name="text" select="$title"/></xsl:call-template>
    <xsl:call-template name="json-row"><xsl:with-param name="name" select="'alternativeHeadline'"/><xsl:with-param name="text" select="$meta/r:subtitle"/></xsl:call-template>
    <xsl:call-template name="json-row"><xsl:with-param name="name" select="'description'"/><xsl:with-param name="text" select="$lead"/></xsl:call-template>
    <xsl:call-template name="json-row"><xsl:with-param name="name" select="'inLanguage'"/><xsl:with-param name="text" select="$report/@xml:lang"/></xsl:call-template>
    <xsl:call-template name="json-row"><xsl:with-param name="name" select="'datePublished'"/><xsl:with-param name="text" select="$published"/></xsl:call-template>
    <xsl:call-template name="json-row"><xsl:with-param name="name" select="'dateModified'"/><xsl:with-param name="text" select="$meta/r:modified"/></xsl:call-template>
    <xsl:call-template name="json-row"><xsl:with-param name="name" select="'articleSection'"/><xsl:with-param name="text" select="$meta/r:topic"/></xsl:call-template>
    <xsl:call-template name="json-row"><xsl:with-param name="name" select="'keywords'"/><xsl:with-param name="text"><xsl:for-each select="$meta/r:tag"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="."/></xsl:for-each></xsl:with-param></xsl:call-template>
    <xsl:if test="$meta/r:author">
      <xsl:text>,&#10;  "author": [</xsl:text>
      <xsl:for-each select="$meta/r:author">
        <xsl:if test="position() &gt; 1">, </xsl:if>
        <xsl:text>{"@type": "Person", "name": </xsl:text><xsl:call-template name="json"><xsl:with-param name="text" select="."/></xsl:call-template><xsl:text>}</xsl:text>
      </xsl:for-each>
      <xsl:text>]</xsl:text>
    </xsl:if>
    <xsl:text>,&#10;  "publisher": {"@type": "Organization", "name": </xsl:text>
    <xsl:call-template name="json"><xsl:with-param name="text" select="$report/r:issuer[1]/r:body/r:name"/></xsl:call-template>
    <xsl:text>}</xsl:text>
    <xsl:if test="$report/r:news//r:media[not(ancestor-or-self::*[@audience = 'internal'])]">
      <xsl:text>,&#10;  "image": [</xsl:text>
      <xsl:for-each select="$report/r:news//r:media[not(ancestor-or-self::*[@audience = 'internal'])]">
        <xsl:if test="position() &gt; 1">, </xsl:if>
        <xsl:call-template name="json"><xsl:with-param name="text" select="@file"/></xsl:call-template>
      </xsl:for-each>
      <xsl:text>]</xsl:text>
    </xsl:if>
    <xsl:text>&#10;}&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="css">
    <xsl:text>
body { margin: 0; background: #fff; color: #1a1a1a; }
article { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.125rem/1.6 Tinos, "Times New Roman", serif; }
h1 { font-size: 2rem; line-height: 1.3; margin: .2em 0 .3em; color: </xsl:text><xsl:value-of select="$dark"/><xsl:text>; }
h2, h3, h4 { line-height: 1.35; margin: 1.6em 0 .4em; color: </xsl:text><xsl:value-of select="$dark"/><xsl:text>; }
p { margin: .7em 0; }
.topic { color: </xsl:text><xsl:value-of select="$accent"/><xsl:text>; font: bold .8rem/1.4 Arimo, Arial, sans-serif; letter-spacing: .04em; text-transform: uppercase; margin: 0; }
.subtitle { font-style: italic; font-size: 1.2rem; margin: 0 0 .4em; }
.dateline, .credit, footer { color: #555; font: .85rem/1.5 Arimo, Arial, sans-serif; }
.lead { font-weight: bold; }
figure { margin: 1.5em 0; }
img { max-width: 100%; height: auto; display: block; margin: 0 auto; }
figcaption { font-style: italic; font-size: .95rem; text-align: center; margin-top: .5em; }
.credit { display: block; font-style: normal; }
.center img { max-width: 72%; }
table { width: 100%; border-collapse: collapse; margin: 1.2em 0; font-size: 1rem; line-height: 1.4; border-bottom: 1px solid </xsl:text><xsl:value-of select="$dark"/><xsl:text>; }
caption { text-align: left; font-weight: bold; padding: .3em 0; }
thead th { background: </xsl:text><xsl:value-of select="$dark"/><xsl:text>; color: #fff; font: bold .85rem/1.4 Arimo, Arial, sans-serif; }
th, td { padding: .35em .5em; text-align: left; vertical-align: top; }
tbody th { font-weight: normal; }
tbody tr { border-bottom: 1px solid </xsl:text><xsl:value-of select="$profile/p:option[@name = 'rule-color']/@value"/><xsl:text>; }
tbody tr:nth-child(even) { background: </xsl:text><xsl:value-of select="$profile/p:option[@name = 'stripe-color']/@value"/><xsl:text>; }
.num { text-align: right; }
blockquote { margin: 1.2em 2rem; font-style: italic; }
blockquote.pull { border-left: 4px solid </xsl:text><xsl:value-of select="$accent"/><xsl:text>; padding-left: 1.2rem; font-size: 1.3rem; line-height: 1.5; color: </xsl:text><xsl:value-of select="$dark"/><xsl:text>; }
blockquote footer { font-style: normal; }
.byline { text-align: right; font-weight: bold; }
article > footer { border-top: 1px solid #999; padding-top: .5em; }
</xsl:text>
  </xsl:template>

  <xsl:template match="r:report">
    <article lang="{@xml:lang}">
      <xsl:text>&#10;</xsl:text>
      <header>
        <xsl:if test="$meta/r:topic"><p class="topic"><xsl:value-of select="normalize-space($meta/r:topic)"/></p></xsl:if>
        <h1><xsl:value-of select="$title"/></h1>
        <xsl:for-each select="$meta/r:subtitle"><p class="subtitle"><xsl:apply-templates mode="inline"/></p></xsl:for-each>
        <p class="dateline">
          <xsl:if test="r:place"><xsl:value-of select="concat(normalize-space(r:place), ' · ')"/></xsl:if>
          <time datetime="{$published}"><xsl:call-template name="moment"><xsl:with-param name="at" select="$published"/></xsl:call-template></time>
          <xsl:for-each select="$meta/r:modified">
            <xsl:text> · Cập nhật </xsl:text>
            <time datetime="{.}"><xsl:value-of select="concat(sc:date(., 'plain'), ', ', sc:time(., 'short'))"/></time>
          </xsl:for-each>
        </p>
      </header>
      <xsl:text>&#10;</xsl:text>
      <xsl:for-each select="$meta/r:lead"><p class="lead"><xsl:apply-templates mode="inline"/></p></xsl:for-each>
      <xsl:text>&#10;</xsl:text>
      <xsl:apply-templates select="$lead-media" mode="block"/>
      <xsl:apply-templates select="r:news/*[not(generate-id() = generate-id($lead-media))]" mode="block"/>
      <xsl:if test="$meta/r:author">
        <p class="byline"><xsl:for-each select="$meta/r:author"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="normalize-space(.)"/></xsl:for-each></p>
        <xsl:text>&#10;</xsl:text>
      </xsl:if>
      <xsl:call-template name="colophon"/>
    </article>
  </xsl:template>

  <xsl:template name="colophon">
    <xsl:variable name="documents" select="r:attachments/r:attachment[@audience = 'public']"/>
    <xsl:if test="$documents or $meta/r:source or $meta/r:rights or $meta/r:tag">
      <footer>
        <xsl:if test="$documents">
          <p>Tài liệu: <xsl:for-each select="$documents"><xsl:if test="position() &gt; 1">; </xsl:if><xsl:value-of select="normalize-space(.)"/></xsl:for-each></p>
        </xsl:if>
        <xsl:if test="$meta/r:tag">
          <p>Từ khóa: <xsl:for-each select="$meta/r:tag"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="normalize-space(.)"/></xsl:for-each></p>
        </xsl:if>
        <xsl:for-each select="$meta/r:source">
          <p>
            <xsl:value-of select="concat($profile/p:term[@name = 'source'], ' ')"/>
            <xsl:choose>
              <xsl:when test="@href"><a href="{@href}"><xsl:value-of select="normalize-space(.)"/></a></xsl:when>
              <xsl:otherwise><xsl:value-of select="normalize-space(.)"/></xsl:otherwise>
            </xsl:choose>
          </p>
        </xsl:for-each>
        <xsl:for-each select="$meta/r:rights"><p><xsl:value-of select="normalize-space(.)"/></p></xsl:for-each>
      </footer>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- inline -->
  <xsl:template match="r:em" mode="inline"><em><xsl:apply-templates mode="inline"/></em></xsl:template>
  <xsl:template match="r:strong" mode="inline"><strong><xsl:apply-templates mode="inline"/></strong></xsl:template>
  <xsl:template match="r:link" mode="inline"><a href="{@href}"><xsl:apply-templates mode="inline"/></a></xsl:template>
  <xsl:template match="r:when" mode="inline"><time datetime="{@on}"><xsl:apply-templates mode="inline"/></time></xsl:template>

  <!-- blocks -->
  <xsl:template match="r:p" mode="block"><p><xsl:apply-templates mode="inline"/></p><xsl:text>&#10;</xsl:text></xsl:template>
  <xsl:template match="r:heading" mode="block">
    <xsl:choose>
      <xsl:when test="@level = 3"><h4><xsl:apply-templates mode="inline"/></h4></xsl:when>
      <xsl:when test="@level = 2"><h3><xsl:apply-templates mode="inline"/></h3></xsl:when>
      <xsl:otherwise><h2><xsl:apply-templates mode="inline"/></h2></xsl:otherwise>
    </xsl:choose>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="r:insert" mode="block"><xsl:apply-templates select="key('block', @to)" mode="block"/></xsl:template>

  <xsl:template match="r:list" mode="block">
    <xsl:choose>
      <xsl:when test="@type = 'number'"><ol><xsl:apply-templates select="r:item" mode="block"/></ol></xsl:when>
      <xsl:when test="@type = 'letter'"><ol type="a"><xsl:apply-templates select="r:item" mode="block"/></ol></xsl:when>
      <xsl:otherwise><ul><xsl:apply-templates select="r:item" mode="block"/></ul></xsl:otherwise>
    </xsl:choose>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="r:list/r:item" mode="block">
    <li><xsl:apply-templates select="node()[not(self::r:list)]" mode="inline"/><xsl:apply-templates select="r:list" mode="block"/></li>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="r:quote" mode="block">
    <blockquote>
      <xsl:if test="@pull = 'true'"><xsl:attribute name="class">pull</xsl:attribute></xsl:if>
      <xsl:for-each select="r:p">
        <p><xsl:if test="position() = 1">“</xsl:if><xsl:apply-templates mode="inline"/><xsl:if test="position() = last()">”</xsl:if></p>
      </xsl:for-each>
      <xsl:if test="r:by"><footer><cite><xsl:apply-templates select="r:by" mode="speaker"/></cite></footer></xsl:if>
    </blockquote>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="r:media" mode="block">
    <figure>
      <xsl:if test="@placement = 'center'"><xsl:attribute name="class">center</xsl:attribute></xsl:if>
      <img src="{@file}" alt="{@alt}"/>
      <xsl:if test="r:caption or r:credit">
        <figcaption>
          <xsl:apply-templates select="r:caption/node()" mode="inline"/>
          <xsl:for-each select="r:credit"><span class="credit"><xsl:value-of select="normalize-space(.)"/></span></xsl:for-each>
        </figcaption>
      </xsl:if>
    </figure>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="r:table" mode="block">
    <table>
      <xsl:for-each select="r:caption"><caption><xsl:apply-templates mode="inline"/></caption></xsl:for-each>
      <xsl:if test="r:head/r:row"><thead><xsl:apply-templates select="r:head/r:row" mode="block"/></thead></xsl:if>
      <tbody><xsl:apply-templates select="r:body/r:row" mode="block"/></tbody>
    </table>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="r:row" mode="block"><tr><xsl:apply-templates select="r:cell" mode="block"/></tr><xsl:text>&#10;</xsl:text></xsl:template>
  <xsl:template match="r:head//r:cell" mode="block">
    <xsl:variable name="scope"><xsl:choose><xsl:when test="@colspan &gt; 1">colgroup</xsl:when><xsl:otherwise>col</xsl:otherwise></xsl:choose></xsl:variable>
    <th scope="{$scope}"><xsl:call-template name="cell-attributes"/><xsl:apply-templates mode="inline"/></th>
  </xsl:template>
  <xsl:template match="r:body//r:cell" mode="block">
    <xsl:choose>
      <xsl:when test="not(preceding-sibling::r:cell)"><th scope="row"><xsl:call-template name="cell-attributes"/><xsl:apply-templates mode="inline"/></th></xsl:when>
      <xsl:otherwise><td><xsl:call-template name="cell-attributes"/><xsl:apply-templates mode="inline"/></td></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="cell-attributes">
    <xsl:if test="@colspan &gt; 1"><xsl:attribute name="colspan"><xsl:value-of select="@colspan"/></xsl:attribute></xsl:if>
    <xsl:if test="@rowspan &gt; 1"><xsl:attribute name="rowspan"><xsl:value-of select="@rowspan"/></xsl:attribute></xsl:if>
    <xsl:if test="@align and @align != 'left'"><xsl:attribute name="style"><xsl:value-of select="concat('text-align: ', @align)"/></xsl:attribute></xsl:if>
  </xsl:template>

  <xsl:template match="r:unit-report" mode="block">
    <h3><xsl:value-of select="normalize-space(r:unit)"/></h3>
    <xsl:apply-templates select="r:achievements[not(@audience = 'internal')]/* | r:remedies[not(@audience = 'internal')]/*" mode="block"/>
  </xsl:template>

  <xsl:template match="r:figures" mode="block">
    <xsl:variable name="figures" select="r:figure[not(@audience = 'internal')]"/>
    <xsl:variable name="plan" select="$figures/@plan"/>
    <xsl:variable name="percent" select="$figures/@percent"/>
    <table>
      <caption>
        <xsl:choose>
          <xsl:when test="r:caption"><xsl:apply-templates select="r:caption/node()" mode="inline"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$profile/p:term[@name = 'figures']"/></xsl:otherwise>
        </xsl:choose>
      </caption>
      <thead>
        <tr>
          <th scope="col"><xsl:value-of select="$profile/p:term[@name = 'label']"/></th>
          <th scope="col" class="num"><xsl:value-of select="$profile/p:term[@name = 'value']"/></th>
          <xsl:if test="$plan"><th scope="col" class="num"><xsl:value-of select="$profile/p:term[@name = 'plan']"/></th></xsl:if>
          <xsl:if test="$percent"><th scope="col" class="num"><xsl:value-of select="$profile/p:term[@name = 'percent']"/></th></xsl:if>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="$figures">
          <tr>
            <th scope="row"><xsl:call-template name="figure-label"/></th>
            <td class="num"><xsl:call-template name="figure"><xsl:with-param name="figure" select="."/></xsl:call-template></td>
            <xsl:if test="$plan"><td class="num"><xsl:value-of select="sc:number(@plan)"/></td></xsl:if>
            <xsl:if test="$percent"><td class="num"><xsl:value-of select="sc:percent(@percent)"/></td></xsl:if>
          </tr>
          <xsl:text>&#10;</xsl:text>
        </xsl:for-each>
      </tbody>
    </table>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
