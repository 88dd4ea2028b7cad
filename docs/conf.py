"""Sphinx's settings for the reading edition; `docs.site` starts it."""

import os

project = "Layer by Layer"
author = "The Layer by Layer authors"
copyright = "the Layer by Layer authors; prose and figures CC BY 4.0, code BSD 3-Clause"
language = "en"
root_doc = "index"
extensions = ["myst_nb", "sphinxext.opengraph", "docs.accessible", "docs.formulas", "docs.glossary"]
html_title = project
html_theme = "sphinx_book_theme"
templates_path = ["templates"]
html_static_path = ["static", "images"]
html_css_files = ["course.css"]
html_js_files = [("course.js", {"defer": "defer"})]
html_copy_source = True
html_show_sourcelink = False
html_math_renderer = "mathml"
html_context = {"default_mode": "auto"}
html_theme_options = {
    "navbar_persistent": [],
    "use_download_button": True,
    "use_fullscreen_button": False,
    "show_toc_level": 2,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
myst_enable_extensions = ["dollarmath", "amsmath", "attrs_inline"]
myst_heading_anchors = 3
nb_execution_mode = "off"
nb_merge_streams = True
suppress_warnings = ["mystnb.unknown_mime_type"]
ogp_enable_meta_description = True
ogp_site_name = project
ogp_site_url = os.environ.get("DOCS_URL", "")
ogp_social_cards = {"enable": False}
if ogp_site_url:  # a picture for who shares a link needs a whole address
    ogp_image = "_static/pizza-network.png"
    ogp_image_alt = "A network with three layers that decides whether to eat a slice of pizza"
