// Every sample page in headless Chromium, light and dark, as wide as a desk and as a phone. The pages are those that the tests of the
// module operate write. What each looks like is left beside it, to be looked at: operate/target/pages/*.png.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const FOLDER = fileURLToPath(new URL("../../operate/target/pages", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SIZES = { desk: { width: 1280, height: 900 }, phone: { width: 375, height: 800 } };
const SCHEMES = ["light", "dark"];

function chromium() {
    const found = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
        .flatMap(name => process.env.PATH.split(delimiter).map(folder => join(folder, name)))
        .find(existsSync);
    assert.ok(found, "There is no Chromium: apt-get install chromium-headless-shell");
    return found;
}

const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter(name => name.endsWith(".html")).sort() : [];
assert.ok(files.length > 0, `There are no pages in ${FOLDER}: ./mvnw -pl operate -am test`);

let browser;
before(async () => { browser = await puppeteer.launch({ executablePath: chromium(), args: ["--no-sandbox"] }); });
after(() => browser?.close());

/** Opens a page, and collects what it asks for and complains about. */
async function open(file, size, scheme) {
    const page = await browser.newPage();
    const requests = [], complaints = [];
    page.on("request", request => requests.push(request.url()));
    page.on("console", message => complaints.push(message.text()));
    page.on("pageerror", error => complaints.push(String(error)));
    await page.setViewport(size);
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(pathToFileURL(join(FOLDER, file)).href, { waitUntil: "load" });
    return { page, requests, complaints };
}

for (const file of files) {
    for (const [width, size] of Object.entries(SIZES)) {
        for (const scheme of SCHEMES) {
            test(`${file} on a ${width}, ${scheme}`, async () => {
                const { page, requests, complaints } = await open(file, size, scheme);
                await page.screenshot({ path: join(FOLDER, file.replace(".html", `-${width}-${scheme}.png`)), fullPage: true });
                assert.deepEqual(complaints, [], "nothing is refused by its own policy");
                assert.deepEqual(requests.filter(url => !url.startsWith("data:")), [page.url()], "it loads nothing");
                const wider = await page.evaluate(() =>
                    document.documentElement.scrollWidth - document.documentElement.clientWidth);
                assert.equal(wider, 0, "it doesn't have to be scrolled sideways");
                await page.evaluate(AXE);
                const { violations } = await page.evaluate(rules => axe.run(document, { runOnly: rules }), RULES);
                const found = violations.map(one => `${one.id}: ${one.nodes.map(node => node.html).join(" ")}`);
                assert.deepEqual(found, []);
                await page.close();
            });
        }
    }
}

describe("pictures", () => {
    const withStates = files.filter(file => readFileSync(join(FOLDER, file), "utf8").includes('class="states"'));

    for (const [width, size] of Object.entries(SIZES)) {
        test(`of the states keep their texts in their boxes on a ${width}`, async () => {
            assert.ok(withStates.length > 0);
            for (const file of withStates) {
                const { page } = await open(file, size, "light");
                const outside = await page.$$eval(".states", pictures => pictures
                    .filter(picture => picture.checkVisibility())
                    .flatMap(picture => {
                        const boxes = [...picture.querySelectorAll("rect.state")].map(box => box.getBoundingClientRect());
                        return [...picture.querySelectorAll("text")].filter(text => {
                            const { left, right, top, bottom } = text.getBoundingClientRect();
                            return !boxes.some(box =>
                                box.left <= left && right <= box.right && box.top <= top && bottom <= box.bottom);
                        }).map(text => text.textContent);
                    }));
                assert.deepEqual(outside, [], file);
                await page.close();
            }
        });

        test(`of the account keep their labels apart and inside on a ${width}`, async () => {
            const { page } = await open("loaded.html", size, "light");
            const labels = await page.$$eval(".flow text", texts => texts.map(text => {
                const { left, right, top, bottom } = text.getBoundingClientRect();
                return { text: text.textContent, left, right, top, bottom };
            }));
            assert.equal(labels.length, 16);
            for (const [i, a] of labels.entries()) {
                assert.ok(a.left >= 0 && a.right <= size.width, `${a.text} is outside`);
                for (const b of labels.slice(i + 1)) {
                    // Boxes of fonts are higher than their digits.
                    const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 4 || b.bottom <= a.top + 4;
                    assert.ok(apart, `${a.text} and ${b.text} overlap`);
                }
            }
            await page.close();
        });
    }

    test("show the way that was taken as another than the one that wasn't", async () => {
        const { page } = await open("rejected.html", SIZES.desk, "light");
        const strokes = await page.evaluate(() => Object.fromEntries(["not", "passed", "failed"].map(met =>
            [met, getComputedStyle(document.querySelector(`.state.${met}`)).stroke])));
        assert.equal(new Set(Object.values(strokes)).size, 3);
        await page.close();
    });
});

describe("without a mouse", () => {
    test("the first key leads past the navigation, and every stop is seen", async () => {
        const { page } = await open("invalid.html", SIZES.desk, "light");
        await page.keyboard.press("Tab");
        const first = await page.evaluate(() => [document.activeElement.textContent, document.activeElement.getBoundingClientRect().left >= 0]);
        assert.deepEqual(first, ["Skip to the content", true]);
        await page.keyboard.press("Enter");
        assert.equal(new URL(page.url()).hash, "#main");
        const stops = [];
        for (let i = 0; i < 100; i++) {
            await page.keyboard.press("Tab");
            const stop = await page.evaluate(() => ({
                tag: document.activeElement.tagName,
                outline: getComputedStyle(document.activeElement).outlineStyle,
            }));
            if (stop.tag === "BODY") break;
            stops.push(stop);
        }
        assert.ok(stops.some(stop => stop.tag === "SUMMARY") && stops.some(stop => stop.tag === "A"));
        assert.deepEqual(stops.filter(stop => stop.outline === "none"), []);
        await page.close();
    });
});

test("on paper, what is folded is there, in dark on white", async () => {
    const { page } = await open("invalid.html", SIZES.desk, "dark");
    const isThere = () => document.querySelector("details table").checkVisibility();
    assert.equal(await page.evaluate(isThere), false);
    await page.emulateMediaType("print");
    await page.waitForFunction(isThere);
    const colours = await page.evaluate(() => {
        const style = getComputedStyle(document.body);
        return [style.color, style.backgroundColor];
    });
    assert.deepEqual(colours, ["rgb(27, 39, 51)", "rgb(255, 255, 255)"]);
    await page.close();
});
