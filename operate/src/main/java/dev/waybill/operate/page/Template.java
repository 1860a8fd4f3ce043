package dev.waybill.operate.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;

/** The templates, which were made Java when this was built. */
final class Template {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Template.class.getClassLoader(), Template.class.getPackageName());

    private Template() {}

    /** A whole document of the template of this name. */
    static String fill(String name, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("style", Style.page());
        TemplateOutput output = new StringOutput();
        ENGINE.render(name + ".jte", all, output);
        return output.toString();
    }
}
