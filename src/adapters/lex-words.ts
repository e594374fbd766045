/** Words after which an expression begins, so that `/` opens a regular expression and `<` a tag. */
export const OPERATORS = new Set(
  'return typeof case do else in instanceof new void delete throw yield await of default extends'.split(
    ' ',
  ),
);
export const CONDITIONS = new Set(['if', 'while', 'for', 'with']);
/** Operators after which a brace opens statements. */
export const BEFORE_BLOCK = new Set(['do', 'else', 'extends']);
