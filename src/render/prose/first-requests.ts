import type { Blueprint } from '#architecture/schema.js';

const URL = 'http://127.0.0.1:3000';
const JSON_BODY = "-H 'content-type: application/json'";
const SIGNED_IN = '-H "authorization: Bearer $TOKEN"';
const SPECIMEN = 'sample-items';

/** Reads one value out of the JSON on standard input, with nothing installed but Node. */
const pick = (path: string) => `node -pe 'JSON.parse(require("fs").readFileSync(0)).${path}'`;

/** Shell lines that show a started repository at work: sign in, then what its modules offer. */
export function firstRequests({ modules }: Blueprint): readonly string[] {
  const names = modules.map(({ name }) => name);
  const credentials = '{"email":"customer@example.com","password":"correct-horse-battery"}';
  const lines = [
    `TOKEN=$(curl -s ${URL}/auth/sign-in ${JSON_BODY} -d '${credentials}' | ${pick('accessToken')})`,
  ];
  if (names.includes('orders')) {
    const order =
      '{\\"lines\\":[{\\"itemId\\":\\"$ITEM\\",\\"quantity\\":1}],\\"paymentToken\\":\\"tok_ok\\"}';
    lines.push(
      `ITEM=$(curl -s ${URL}/inventory/items | ${pick('items[0].id')})`,
      `curl -s ${URL}/orders ${SIGNED_IN} ${JSON_BODY} -d "${order}"   # 202: placed`,
      `curl -s ${URL}/orders ${SIGNED_IN}   # a moment later: confirmed`,
    );
  } else if (names.includes('inventory')) lines.push(`curl -s ${URL}/inventory/items`);
  for (const { name, template } of modules) {
    if (template !== SPECIMEN) continue;
    lines.push(
      `curl -s ${URL}/${name} ${SIGNED_IN} ${JSON_BODY} -d '{"name":"First"}'`,
      `curl -s ${URL}/${name} ${SIGNED_IN}`,
    );
  }
  return lines;
}
