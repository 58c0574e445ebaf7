<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Narrative blocks as XSL-FO: paragraphs, headings, tables, pictures, inline text. Properties come from the
  styles of $profile; the importing stylesheet sets the attribute sets and whatever looks different.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format"
    xmlns:r="urn:sapchu:report:1" xmlns:p="urn:sapchu:profile:1" xmlns:sc="urn:sapchu:xslt" xmlns:str="http://exslt.org/strings"
    xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="r p sc str exsl">

  <xsl:import href="text.xsl"/>

  <!-- "yes": the document says of itself what a PDF shows in its properties. Without it, all is plain XSL-FO. -->
  <xsl:param name="metadata"/>

  <!-- The metadata as XMP, if they are asked for; empty values say nothing. -->
  <xsl:template name="metadata">
    <xsl:param name="title"/>
    <xsl:param name="authors" select="/.."/>
    <xsl:param name="description"/>
    <xsl:param name="keywords" select="/.."/>
    <xsl:param name="date"/>
    <xsl:if test="$metadata = 'yes'"><fo:declarations>
      <x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:RDF>
          <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
              xmlns:xmp="http://ns.adobe.com/xap/1.0/">
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default"><xsl:value-of select="normalize-space($title)"/></rdf:li></rdf:Alt></dc:title>
            <xsl:if test="$authors">
              <dc:creator>
                <rdf:Seq><xsl:for-each select="$authors"><rdf:li><xsl:value-of select="normalize-space()"/></rdf:li></xsl:for-each></rdf:Seq>
              </dc:creator>
            </xsl:if>
            <xsl:if test="normalize-space($description) != ''">
              <dc:description>
                <rdf:Alt><rdf:li xml:lang="x-default"><xsl:value-of select="normalize-space($description)"/></rdf:li></rdf:Alt>
              </dc:description>
            </xsl:if>
            <xsl:if test="$keywords">
              <pdf:Keywords>
                <xsl:for-each select="$keywords">
                  <xsl:if test="position() &gt; 1">, </xsl:if>
                  <xsl:value-of select="normalize-space()"/>
                </xsl:for-each>
              </pdf:Keywords>
            </xsl:if>
            <xsl:if test="$date"><xmp:CreateDate><xsl:value-of select="$date"/></xmp:CreateDate></xsl:if>
          </rdf:Description>
        </rdf:RDF>
      </x:xmpmeta>
    </fo:declarations></xsl:if>
  </xsl:template>

  <!-- The attributes of a style. Capitals are made here, so that the text says what the page shows. -->
  <xsl:template name="style">
    <xsl:param name="name"/>
    <xsl:copy-of select="$profile/p:style[@name = $name]/@*[name() != 'name' and name() != 'mark' and name() != 'text-transform']"/>
  </xsl:template>

  <!-- A text in the case that a style asks for. -->
  <xsl:template name="cased">
    <xsl:param name="style"/>
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="$profile/p:style[@name = $style]/@text-transform = 'uppercase'"><xsl:value-of select="sc:upper($text)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A block of a style holding one text. -->
  <xsl:template name="line">
    <xsl:param name="style"/>
    <xsl:param name="text"/>
    <xsl:variable name="cased">
      <xsl:call-template name="cased">
        <xsl:with-param name="style" select="$style"/>
        <xsl:with-param name="text" select="normalize-space($text)"/>
      </xsl:call-template>
    </xsl:variable>
    <fo:block>
      <xsl:call-template name="style"><xsl:with-param name="name" select="$style"/></xsl:call-template>
      <xsl:value-of select="$cased"/>
    </fo:block>
  </xsl:template>

  <!--
    Lines of much the same length: the indent, in mm, that leaves a title as many lines as it needs in `width` mm and no more
    room than they fill. The width of the text is estimated (letters of a Times face, in em), with half a word to spare.
  -->
  <xsl:template name="balance">
    <xsl:param name="text"/>
    <xsl:param name="style"/>
    <xsl:param name="width"/>
    <xsl:variable name="format" select="$profile/p:style[@name = $style]"/>
    <xsl:variable name="em" select="substring-before($format/@font-size, 'pt') * 25.4 div 72"/>
    <xsl:variable name="spaces" select="string-length($text) - string-length(translate($text, ' ', ''))"/>
    <xsl:variable name="letter">
      <xsl:choose>
        <xsl:when test="$text = sc:upper($text) and $format/@font-weight = 'bold'">0.72</xsl:when>
        <xsl:when test="$text = sc:upper($text)">0.68</xsl:when>
        <xsl:when test="$format/@font-weight = 'bold'">0.52</xsl:when>
        <xsl:otherwise>0.48</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="length" select="$em * ((string-length($text) - $spaces) * $letter + $spaces * 0.25)"/>
    <xsl:variable name="lines" select="ceiling($length div $width)"/>
    <xsl:variable name="wanted" select="$length div $lines + $em * $letter * 3.5"/>
    <xsl:choose>
      <xsl:when test="$lines &gt; 1 and $wanted &lt; $width"><xsl:value-of select="format-number($width - $wanted, '0.##')"/></xsl:when>
      <xsl:otherwise>0</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- How long a text is in a style, in mm, kerning aside. -->
  <xsl:template name="text-width">
    <xsl:param name="text"/>
    <xsl:param name="style"/>
    <xsl:variable name="format" select="$profile/p:style[@name = $style]"/>
    <xsl:variable name="cased"><xsl:call-template name="cased"><xsl:with-param name="style" select="$style"/><xsl:with-param name="text" select="normalize-space($text)"/></xsl:call-template></xsl:variable>
    <xsl:variable name="parts">
      <xsl:for-each select="$letters[@weight = 'bold' and $format/@font-weight = 'bold' or @weight = 'normal' and not($format/@font-weight = 'bold')]">
        <em><xsl:value-of select="@em * (string-length($cased) - string-length(translate($cased, @of, '')))"/></em>
      </xsl:for-each>
    </xsl:variable>
    <xsl:value-of select="sum(exsl:node-set($parts)/em) * substring-before($format/@font-size, 'pt') * 25.4 div 72"/>
  </xsl:template>
  <xsl:variable name="letters" select="document('letters.xml')/letters/w"/>

  <!--
    A rule of the profile, centred in a column of `width` mm. Where the form wants it in proportion to the line above (ratio), its
    length gives way just so far that it is between nine tenths and eleven tenths of that; of several lines it is the mean one.
  -->
  <xsl:template name="rule">
    <xsl:param name="name"/>
    <xsl:param name="width"/>
    <xsl:param name="text"/>
    <xsl:param name="style"/>
    <xsl:for-each select="$profile/p:rule[@name = $name]">
      <xsl:variable name="natural"><xsl:call-template name="text-width"><xsl:with-param name="text" select="$text"/><xsl:with-param name="style" select="$style"/></xsl:call-template></xsl:variable>
      <xsl:variable name="wanted" select="@ratio * $natural div ceiling($natural div $width)"/>
      <xsl:variable name="fixed" select="substring-before(@length, 'mm')"/>
      <xsl:variable name="length">
        <xsl:choose>
          <xsl:when test="not(@ratio and $natural &gt; 0)"><xsl:value-of select="$fixed"/></xsl:when>
          <xsl:when test="$fixed &lt; 0.9 * $wanted"><xsl:value-of select="0.9 * $wanted"/></xsl:when>
          <xsl:when test="$fixed &gt; 1.1 * $wanted"><xsl:value-of select="1.1 * $wanted"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$fixed"/></xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:variable name="indent">
        <xsl:choose>
          <xsl:when test="contains(@length, 'mm')"><xsl:value-of select="format-number(($width - $length) div 2, '0.###')"/></xsl:when>
          <xsl:otherwise>0</xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <fo:block start-indent="{$indent}mm" end-indent="{$indent}mm" space-before="{@space-before}" line-height="0pt" font-size="1pt"
          border-before-style="solid" border-before-width="{@thickness}" keep-with-previous.within-page="always">
        <xsl:if test="@color"><xsl:attribute name="border-before-color"><xsl:value-of select="@color"/></xsl:attribute></xsl:if>
      </fo:block>
    </xsl:for-each>
  </xsl:template>

  <!-- inline -->
  <xsl:template match="r:em" mode="inline">
    <fo:inline font-style="italic"><xsl:apply-templates mode="inline"/></fo:inline>
  </xsl:template>
  <xsl:template match="r:strong" mode="inline">
    <fo:inline font-weight="bold"><xsl:apply-templates mode="inline"/></fo:inline>
  </xsl:template>
  <xsl:template match="r:link" mode="inline">
    <fo:basic-link external-destination="url('{@href}')"><xsl:apply-templates mode="inline"/></fo:basic-link>
  </xsl:template>

  <!-- Paragraphs may begin with a run-in label. -->
  <xsl:template match="r:p" mode="block">
    <xsl:param name="label"/>
    <fo:block>
      <xsl:call-template name="style"><xsl:with-param name="name" select="'body'"/></xsl:call-template>
      <!-- a table that a colon announces stays with it -->
      <xsl:variable name="text" select="normalize-space()"/>
      <xsl:if test="substring($text, string-length($text)) = ':' and following-sibling::*[1][self::r:table or self::r:figures or self::r:insert]">
        <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
      </xsl:if>
      <xsl:copy-of select="$label"/>
      <xsl:apply-templates mode="inline"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="r:heading" mode="block">
    <xsl:variable name="level"><xsl:choose><xsl:when test="@level"><xsl:value-of select="@level"/></xsl:when><xsl:otherwise>1</xsl:otherwise></xsl:choose></xsl:variable>
    <fo:block id="{generate-id()}">
      <xsl:call-template name="style"><xsl:with-param name="name" select="concat('heading-', $level)"/></xsl:call-template>
      <xsl:apply-templates mode="inline"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="r:insert" mode="block">
    <xsl:apply-templates select="key('block', @to)" mode="block"/>
  </xsl:template>

  <!-- tables -->
  <!-- the importing stylesheet defines the attribute sets table, cell and head-cell -->
  <!-- A table does not leave its first or its last row alone on a page; called with the row's data as the current node. -->
  <xsl:template name="row-keep">
    <xsl:if test="position() != last() and (position() = 1 or position() = last() - 1)">
      <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- The row's stripe; called with the row as the current node. -->
  <xsl:template name="stripe"/>

  <xsl:template name="caption">
    <xsl:for-each select="r:caption">
      <fo:block>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'table-caption'"/></xsl:call-template>
        <xsl:apply-templates mode="inline"/>
      </fo:block>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="columns">
    <xsl:param name="widths"/>
    <xsl:for-each select="str:tokenize($widths)">
      <fo:table-column column-width="proportional-column-width({.})"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="r:table" mode="block">
    <xsl:call-template name="caption"/>
    <fo:table xsl:use-attribute-sets="table">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'table'"/></xsl:call-template>
      <xsl:call-template name="columns"><xsl:with-param name="widths" select="@columns"/></xsl:call-template>
      <xsl:if test="r:head/r:row">
        <fo:table-header><xsl:apply-templates select="r:head/r:row" mode="block"/></fo:table-header>
      </xsl:if>
      <fo:table-body><xsl:apply-templates select="r:body/r:row" mode="block"/></fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template match="r:row" mode="block">
    <fo:table-row keep-together.within-page="always">
      <xsl:if test="parent::r:body">
        <xsl:call-template name="row-keep"/>
        <xsl:call-template name="stripe"/>
      </xsl:if>
      <xsl:apply-templates select="r:cell" mode="block"/>
    </fo:table-row>
  </xsl:template>

  <xsl:template match="r:cell" mode="block">
    <fo:table-cell xsl:use-attribute-sets="cell">
      <xsl:call-template name="spans"/>
      <fo:block>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'table-cell'"/></xsl:call-template>
        <xsl:call-template name="align"/>
        <xsl:apply-templates mode="inline"/>
      </fo:block>
    </fo:table-cell>
  </xsl:template>

  <xsl:template match="r:head//r:cell" mode="block">
    <fo:table-cell xsl:use-attribute-sets="head-cell">
      <xsl:call-template name="spans"/>
      <fo:block>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'table-head'"/></xsl:call-template>
        <xsl:call-template name="align"/>
        <xsl:apply-templates mode="inline"/>
      </fo:block>
    </fo:table-cell>
  </xsl:template>

  <xsl:template name="spans">
    <xsl:if test="@colspan &gt; 1"><xsl:attribute name="number-columns-spanned"><xsl:value-of select="@colspan"/></xsl:attribute></xsl:if>
    <xsl:if test="@rowspan &gt; 1"><xsl:attribute name="number-rows-spanned"><xsl:value-of select="@rowspan"/></xsl:attribute></xsl:if>
  </xsl:template>

  <xsl:template name="align">
    <xsl:if test="@align"><xsl:attribute name="text-align"><xsl:value-of select="@align"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- One cell of a table that the stylesheet makes up. -->
  <xsl:template name="cell">
    <xsl:param name="text"/>
    <xsl:param name="align" select="'left'"/>
    <xsl:param name="indent" select="'0pt'"/>
    <fo:table-cell xsl:use-attribute-sets="cell">
      <fo:block>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'table-cell'"/></xsl:call-template>
        <xsl:attribute name="text-align"><xsl:value-of select="$align"/></xsl:attribute>
        <xsl:if test="$indent != '0pt'"><xsl:attribute name="start-indent"><xsl:value-of select="$indent"/></xsl:attribute></xsl:if>
        <xsl:copy-of select="$text"/>
      </fo:block>
    </fo:table-cell>
  </xsl:template>

  <xsl:template name="head-cell">
    <xsl:param name="text"/>
    <xsl:param name="align"/>
    <xsl:param name="span" select="1"/>
    <fo:table-cell xsl:use-attribute-sets="head-cell">
      <xsl:if test="$span &gt; 1"><xsl:attribute name="number-columns-spanned"><xsl:value-of select="$span"/></xsl:attribute></xsl:if>
      <fo:block>
        <xsl:call-template name="style"><xsl:with-param name="name" select="'table-head'"/></xsl:call-template>
        <xsl:if test="$align"><xsl:attribute name="text-align"><xsl:value-of select="$align"/></xsl:attribute></xsl:if>
        <xsl:value-of select="$text"/>
      </fo:block>
    </fo:table-cell>
  </xsl:template>

  <!-- pictures -->
  <xsl:template match="r:media" mode="block">
    <xsl:variable name="width">
      <xsl:choose>
        <xsl:when test="@placement = 'center'">72%</xsl:when>
        <xsl:otherwise>100%</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <fo:block text-indent="0pt" text-align="center" space-before="8pt" space-after="8pt" keep-together.within-page="always">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'media'"/></xsl:call-template>
      <fo:block line-height="1" keep-with-next.within-page="always">
        <fo:external-graphic src="url('{@file}')" width="{$width}" content-width="scale-to-fit" content-height="scale-to-fit" scaling="uniform"/>
      </fo:block>
      <xsl:for-each select="r:caption">
        <fo:block>
          <xsl:call-template name="style"><xsl:with-param name="name" select="'caption'"/></xsl:call-template>
          <xsl:apply-templates mode="inline"/>
        </fo:block>
      </xsl:for-each>
      <xsl:if test="r:credit"><xsl:call-template name="credit"/></xsl:if>
    </fo:block>
  </xsl:template>

  <xsl:template name="credit">
    <fo:block keep-with-previous.within-page="always">
      <xsl:call-template name="style"><xsl:with-param name="name" select="'caption'"/></xsl:call-template>
      <xsl:attribute name="space-before">0pt</xsl:attribute>
      <xsl:if test="$profile/p:style[@name = 'credit']"><xsl:attribute name="font-style">normal</xsl:attribute></xsl:if>
      <xsl:call-template name="style"><xsl:with-param name="name" select="'credit'"/></xsl:call-template>
      <xsl:value-of select="normalize-space(r:credit)"/>
    </fo:block>
  </xsl:template>

</xsl:stylesheet>
